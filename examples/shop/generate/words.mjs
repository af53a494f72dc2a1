/** What the shop's rows are made of. */

export const FIRST_NAMES =
  'Anna Ben Clara David Emma Felix Greta Hannah Ivan Julia Karim Lena Milan Nora Oskar Paula Quentin Rosa Samuel Tessa Ursula Viktor Wanda Xenia Yusuf Zoe Aylin Björn Chloé Dóra Émile François Günther Håkon İpek José Katarzyna Łukasz Måns Nataša Özlem Přemysl Renée Søren Türkan Zoë'.split(
    ' ',
  );

export const LAST_NAMES = [
  ...'Albers Bauer Costa Dubois Eriksson Fischer García Hoffmann Ibrahim Jansen Kowalski Lehmann Moreau Novák Ortiz Petersen Quist Rossi Schneider Takács Ulrich Vogel Weber Young Zimmermann Ångström Brûlé Çelik Đorđević Færch Gößling Müller Nuñez Öztürk Šimek'.split(
    ' ',
  ),
  'de la Cruz',
  'van der Berg',
  'O’Connor',
  "D'Angelo",
  'Smith-Jones',
  'von Hohenstein',
];

export const STREETS =
  'Bahnhofstraße|Hauptstraße|Rue de la Gare|Avenue Foch|Kalverstraat|Via Garibaldi|Calle Mayor|Östra Ågatan|Long Acre|Mühlenweg|Lindenallee|Am Markt|Piazza Dante|Rua das Flores|Krakowskie Przedmieście|Nørregade'.split(
    '|',
  );

/** city, postcode, country */
export const CITIES = [
  ['Berlin', '10115', 'DE'],
  ['Hamburg', '20095', 'DE'],
  ['München', '80331', 'DE'],
  ['Köln', '50667', 'DE'],
  ['Wien', '1010', 'AT'],
  ['Zürich', '8001', 'CH'],
  ['Paris', '75001', 'FR'],
  ['Lyon', '69002', 'FR'],
  ['Amsterdam', '1012', 'NL'],
  ['Milano', '20121', 'IT'],
  ['Madrid', '28013', 'ES'],
  ['Porto', '4050-253', 'PT'],
  ['Kraków', '31-010', 'PL'],
  ['København', '1165', 'DK'],
  ['Uppsala', '753 10', 'SE'],
  ['Dublin', 'D02 X285', 'IE'],
];

export const CATEGORIES =
  'Kitchen|Garden|Lighting|Bedroom|Bathroom|Office|Toys|Outdoor|Music|Books|Tools|Pets|Travel|Sports|Tea and coffee|Stationery'.split(
    '|',
  );

export const ADJECTIVES =
  'Sturdy|Elegant|Foldable|Classic|Compact|Hand-made|Recycled|Nordic|Vintage|Lightweight|Waterproof|Modular|Silent|Cordless|Organic|Everyday'.split(
    '|',
  );

export const MATERIALS = 'oak|beech|steel|brass|linen|wool|cotton|glass|ceramic|bamboo|cork|leather|aluminium'.split(
  '|',
);

export const THINGS =
  'kettle|lamp|chair|blanket|notebook|teapot|backpack|shelf|clock|mirror|bowl|tray|umbrella|basket|bench|toolbox|planter|cushion|mug|grinder|speaker|desk|stool|vase'.split(
    '|',
  );

export const COLOURS = 'black|white|sand|forest green|navy|rust|grey|mustard|rosé|natural'.split('|');

export const TAGS = 'new|sale|gift|fair-trade|bestseller|limited|vegan|refurbished|spare-part|kids'.split('|');

export const DESCRIPTIONS = [
  'Made in a small workshop that has done nothing else for three generations.',
  'Packs flat and needs no tools to put together.',
  'The surface is oiled, not lacquered, so it can be repaired for years.',
  'Dishwasher safe up to 60 °C.',
  'Comes with two spare parts, because something always gets lost.',
  'Tested for a load of 120 kg.',
  'A little heavier than it looks, and steadier for it.',
  'The cable is two metres long and covered in cotton.',
  'Every piece differs slightly in grain and colour.',
  'Guaranteed for five years; we also take it back at the end of its life.',
  'Fits standard fittings in all of Europe.',
  'Spills wipe off with a damp cloth.',
  'Shipped without any plastic.',
];

export const REVIEW_TITLES = [
  'Exactly what I needed',
  'Good, with one flaw',
  'Would buy again',
  'Not for me',
  'Better than the expensive one',
  'Broke after a month',
  'A gift that was really liked',
  'Looks different from the picture',
  'Five stars from the whole family',
  'Solid',
];

/** %1$s a thing, %2$s a number, %3$s somebody, %4$s how */
export const REVIEW_SENTENCES = [
  'It arrived %2$s days %4$s than promised and was wrapped with care.',
  'The instructions are in %2$s languages and wrong in at least two of them.',
  'I have had it for %2$s months now and next to the old %1$s it still looks %4$s.',
  '%3$s took it to university, so I am about to order a second one, and a %1$s.',
  'The colour is %4$s than on the website, which %3$s happens to like.',
  'After wash number %2$s the seam came off; the replacement was sent at once.',
  'For %2$s euros I had expected the lid to close %4$s.',
  'We use it every single morning, together with the %1$s.',
  'Support answered within %2$s minutes, on a Sunday!',
  'It wobbles on our old floor, which is the fault of the floor, says %3$s.',
  'Compared with the %1$s from the big store it is %4$s and needs %2$s watts less.',
  'The smell was gone after %2$s days by the open window.',
  '%3$s said we did not need it; now it stands beside the %1$s of the other desk.',
  'I would have liked it %2$s cm larger, but this one fits in the cupboard.',
  'Sent it back: %2$s cm is not what %3$s measured.',
  'Putting it together took %2$s minutes, a %1$s and one bad word.',
  'The material feels %4$s, nothing creaks, unlike my %1$s.',
  'It does one thing and does it %4$s.',
  'Careful, the edges are %4$s than they look; ask %3$s.',
  'Delivered to %3$s, who now wants one as well, and %2$s spare parts.',
];

export const SOMEBODY =
  'my daughter|my son|my neighbour|my mother|our cat|the postman|my husband|my wife|our landlord|everybody|my boss|a friend|grandpa|our babysitter'.split(
    '|',
  );

export const HOW =
  'better|earlier|darker|quieter|properly|honestly|heavier|softer|a bit worse|like new|brighter|sharper|smaller|well|simpler|warmer'.split(
    '|',
  );

export const ORDER_NOTES = [
  'Please ring twice.',
  'Leave it with the neighbour on the second floor.',
  'It is a gift: no invoice in the parcel, please.',
  'Only after 5 pm.',
  'Second entrance, through the yard.',
];

export const BROWSERS = [
  'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15',
  'Mozilla/5.0 (Android 14; Mobile; rv:127.0) Gecko/127.0 Firefox/127.0',
];

export const EVENT_KINDS = 'page_view page_view page_view search basket_add basket_remove checkout wish_list'.split(
  ' ',
);

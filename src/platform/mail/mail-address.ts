/**
 * One address, without a name, and with no character that means anything to a header or to SMTP: what is written there
 * can become neither a second address nor a line of its own.
 */
export const MAIL_ADDRESS = /^[^\s@<>,;:"()[\]\\\p{Cc}\p{Cs}]{1,64}@[^\s@<>,;:"()[\]\\\p{Cc}\p{Cs}]{1,190}$/u;

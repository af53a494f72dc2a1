import type { restorePlan as english, strategy as englishStrategy } from '../en/restore-plan.js';

export const restorePlan: typeof english = {
  verdict: { same: 'identique', behind: 'en retard', ahead: 'en avance', diverged: 'divergente', unknown: 'inconnue' },
  says: {
    same: 'La sauvegarde a les migrations du code.',
    behind:
      'La sauvegarde a %{smart_count} migration de retard sur le code. |||| La sauvegarde a %{smart_count} migrations de retard sur le code.',
    ahead:
      'La sauvegarde a %{smart_count} migration que le code ne connaît pas. |||| La sauvegarde a %{smart_count} migrations que le code ne connaît pas.',
    diverged: 'Les historiques de la sauvegarde et du code diffèrent en leur milieu.',
    unknown: 'Il n’y a pas d’historique de migrations à comparer.',
  },
  follows: {
    nothing: 'Rien n’est à migrer.',
    runs: 'Elle sera exécutée sur la copie restaurée, par « %{runner} », avant que quiconque la voie. |||| Elles seront exécutées sur la copie restaurée, par « %{runner} », avant que quiconque la voie.',
    runs_live:
      'Elle sera exécutée sur la base en service, par « %{runner} », après la restauration. |||| Elles seront exécutées sur la base en service, par « %{runner} », après la restauration.',
    left_out:
      'Elle ne sera pas exécutée : la base restaurée reste à l’âge de la sauvegarde. |||| Elles ne seront pas exécutées : la base restaurée reste à l’âge de la sauvegarde.',
    refused:
      'Le schéma peut ne pas convenir au code. Déployez d’abord le code qui les connaît ; sinon, seul un administrateur peut continuer.',
    unknown:
      'Elle est restaurée telle quelle. Si l’application utilise des migrations, indiquez d’abord leur framework et leur table dans la source.',
  },
  blocked:
    '%{smart_count} obstacle empêche cette restauration. |||| %{smart_count} obstacles empêchent cette restauration.',
  part: {
    blockers: 'Ce qui l’empêche',
    histories: 'Migrations : sauvegarde et code',
    losses: 'Ce qui serait perdu',
    warnings: 'Avant de continuer',
    order: 'Ce qui va se passer',
    needs: 'Temps et place',
  },
  track: {
    backup: 'Sauvegarde',
    code: 'Code',
    summary:
      'Sauvegarde : %{backup} migrations. Code : %{code}. Dans les deux : %{both}. À exécuter : %{pending}. Inconnues du code : %{unknown}.',
    show_names: 'Montrer les noms',
    hide_names: 'Cacher les noms',
    folded: {
      both: '%{smart_count} migration antérieure dans les deux |||| %{smart_count} migrations antérieures dans les deux',
      alone: '%{smart_count} migration antérieure |||| %{smart_count} migrations antérieures',
      pending: '%{smart_count} de plus à exécuter |||| %{smart_count} de plus à exécuter',
      late: '%{smart_count} de plus absente de la sauvegarde |||| %{smart_count} de plus absentes de la sauvegarde',
      unknown: '%{smart_count} de plus inconnue du code |||| %{smart_count} de plus inconnues du code',
    },
  },
  mark: {
    both: 'dans les deux',
    alone: 'dans la sauvegarde',
    pending: 'sera exécutée',
    left_out: 'ne sera pas exécutée',
    late: 'manque au milieu',
    unknown: 'inconnue du code',
  },
  losses: {
    title: 'Lignes à présent et dans la sauvegarde',
    new_database: 'Rien : aucune base n’est remplacée.',
    nothing: 'Aucune table n’a un autre nombre de lignes à présent que dans la sauvegarde.',
    lost: 'La base en service a %{rows} ligne que la sauvegarde n’a pas. |||| La base en service a %{rows} lignes que la sauvegarde n’a pas.',
    uncounted:
      'Les lignes d’une table absente de la sauvegarde n’ont pas été comptées ; elles s’y ajoutent. |||| Les lignes de %{smart_count} tables absentes de la sauvegarde n’ont pas été comptées ; elles s’y ajoutent.',
    back: '%{rows} ligne revient. |||| %{rows} lignes reviennent.',
    kept: 'L’ancienne base est gardée entière et peut être remise en service.',
    in_safety_backup: 'Tout est dans la sauvegarde de sécurité.',
    exact: 'compté exactement',
    estimated: 'estimé en partie',
    tables:
      'Une table n’est pas dans la sauvegarde, et toutes ses lignes sont perdues : |||| %{smart_count} tables ne sont pas dans la sauvegarde, et toutes leurs lignes sont perdues :',
    all_rows: '%{rows} ligne |||| %{rows} lignes',
    drops: 'Un autre objet est supprimé : |||| %{smart_count} autres objets sont supprimés :',
    table: 'Table',
    live: 'Lignes à présent',
    backup: 'Dans la sauvegarde',
    change: 'Écart',
    now_then: '%{live} à présent, %{backup} dans la sauvegarde',
  },
  summary: {
    and_more: 'et une autre |||| et %{smart_count} autres',
    runs: '%{smart_count} migration sera exécutée. |||| %{smart_count} migrations seront exécutées.',
    leaves_out:
      '%{smart_count} migration en attente ne sera pas exécutée. |||| %{smart_count} migrations en attente ne seront pas exécutées.',
    overrides: 'Le schéma peut ne pas convenir au code.',
    safety: 'La base en service est d’abord sauvegardée.',
    no_safety: 'La base en service n’est pas sauvegardée d’abord.',
    way_back: {
      swap: 'Échange : l’ancienne base est gardée une heure, et peut être remise en service d’ici là. |||| Échange : l’ancienne base est gardée %{smart_count} heures, et peut être remise en service d’ici là.',
      in_place: 'Sur place : aucune ancienne base n’est gardée. Le retour est la sauvegarde de sécurité.',
      new_database: 'Nouvelle base : rien n’est remplacé.',
    },
  },
  hint: {
    NO_MIGRATION_RUNNER:
      'Nommez un exécuteur dans la source ; ou n’exécutez pas les migrations (à choisir sous « Options »), et faites-le vous-même.',
    MIGRATES_LIVE:
      'Si l’une échoue, la base reste restaurée, migrée jusque-là ; le retour est la sauvegarde de sécurité. Ou ne les exécutez pas : à choisir sous « Options ».',
  },
  as_planned: {
    title: 'Le plan tel qu’il fut accepté : %{when}',
    done: 'Ce qui s’est passé depuis est dans le rapport.',
    undone: 'Il n’a pas été mené à son terme.',
    see_report: 'Voir le rapport',
  },
  show_all: 'Tout montrer (%{count})',
  show_fewer: 'Montrer moins',
  needs: {
    time: 'Prend environ',
    about: '%{time}',
    where: {
      server: 'Sur le serveur PostgreSQL',
      store: 'Dans le stockage, pour la sauvegarde de sécurité',
      spool: 'Sur le disque de l’exécuteur',
    },
    of_free: 'sur %{free} libres',
    too_little: 'nécessaires, seulement %{free} libres',
    free_unknown: 'nécessaires ; la place libre n’est pas connue d’ici',
  },
  order: {
    seen: {
      swap: 'Jusqu’ici personne ne remarque rien, et tout peut être annulé.',
      in_place: 'À partir d’ici, les écritures attendent.',
      new_database: '',
    },
    safety_backup: {
      title: 'Sauvegarde de sécurité',
      text: 'Une sauvegarde entière et prouvée de « %{database} » telle qu’elle est.',
    },
    side_restore: { title: 'Restaurer à côté', text: 'Dans une base à part. Celle en service reste telle quelle.' },
    side_restore_new: { title: 'Restaurer', text: 'Dans une base que personne d’autre ne voit encore.' },
    checking: { title: 'Vérifier', text: 'Chaque table est comptée et comparée à la sauvegarde.' },
    migrating: {
      title: 'Exécuter %{smart_count} migration |||| Exécuter %{smart_count} migrations',
      text: 'Sur la copie restaurée, par « %{runner} » ; son historique doit alors être celui du code.',
    },
    swapping: {
      title: 'Échanger',
      text: 'Les deux bases échangent leurs noms d’un coup. Les clients attendent moins d’une seconde.',
    },
    kept: {
      title: 'Le retour',
      text: 'L’ancienne base est gardée %{hours} heures ; un clic la remet en service.',
    },
    locking: { title: 'Verrouiller', text: 'Chaque table de « %{database} » est verrouillée en écriture.' },
    replacing: { title: 'Remplacer', text: 'En une transaction, tout s’en va, et ce qui fut sauvegardé revient.' },
    checking_inside: { title: 'Vérifier', text: 'Chaque table est comptée. Le moindre écart annule tout.' },
    committing: { title: 'Valider', text: 'À partir d’ici, le retour est la sauvegarde de sécurité.' },
    migrating_live: {
      title: 'Exécuter %{smart_count} migration |||| Exécuter %{smart_count} migrations',
      text: 'Sur la base en service, par « %{runner} ».',
    },
    naming: { title: 'Nommer', text: 'Elle devient « %{database} ». Aucune autre base n’est touchée.' },
  },
};

export const strategy: typeof englishStrategy = {
  swap: {
    name: 'Échange',
    text: 'Restaure à côté de la base en service, y vérifie et migre, puis échange les deux en un instant. L’ancienne est gardée.',
  },
  in_place: {
    name: 'Sur place',
    text: 'Remplace tout dans la base en service en une transaction, pendant que les écritures attendent. Pour un rôle qui ne peut pas créer de bases.',
  },
  new_database: {
    name: 'Nouvelle base',
    text: 'Restaure sous un nom libre. Aucune autre base n’est touchée : pour regarder, ou pour une copie.',
  },
};

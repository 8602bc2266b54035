import { texts } from '../i18n/texts';

export const homeTexts = texts(
  {
    title: 'Better builds, better squads — with proof',
    lead: 'For Guild Wars 2. The numbers come from exact solvers: you see the best answer, and how sure it is.',
    noAccount: 'Try everything without an account.',
    buildTitle: 'Optimize a build',
    buildText:
      'Choose traits, skills and gear, or paste a chat code. Find the best gear and see what each piece gives.',
    buildAction: 'Make a build',
    squadTitle: 'Compose a squad',
    squadText: 'Say the mode, the size and who you have. Get subgroups with every boon where it is needed.',
    squadAction: 'Compose a squad',
    draftTitle: 'Play a draft',
    draftText:
      'Ban and pick in turn against a program of the server, a friend, or whoever looks for a game. The optimizer names the better squad.',
    draftAction: 'Play a draft',
    roomTitle: 'Plan a squad together',
    roomText: 'Open a room and send its link: everybody signs up and sees the same board at once.',
    roomAction: 'Open a room',
    browseTitle: 'Look around',
    browseText: 'Builds that others have shared, with their stats and chat codes, ready to copy.',
    browseAction: 'Browse public builds',
    startWith: 'Start with a profession',
  },
  {
    title: 'De meilleurs archétypes, de meilleures escouades — preuve à l’appui',
    lead: 'Pour Guild Wars 2. Les chiffres viennent de solveurs exacts : vous voyez la meilleure réponse, et à quel point elle est sûre.',
    noAccount: 'Tout s’essaie sans compte.',
    buildTitle: 'Optimiser un archétype',
    buildText:
      'Choisissez aptitudes, compétences et équipement, ou collez un code. Trouvez le meilleur équipement et voyez ce que donne chaque pièce.',
    buildAction: 'Créer un archétype',
    squadTitle: 'Composer une escouade',
    squadText:
      'Indiquez le mode, la taille et qui vous avez. Recevez des sous-groupes avec chaque avantage là où il faut.',
    squadAction: 'Composer une escouade',
    draftTitle: 'Jouer une draft',
    draftText:
      'Bannissez et choisissez tour à tour contre un programme du serveur, un ami, ou quiconque cherche une partie. L’optimiseur désigne la meilleure escouade.',
    draftAction: 'Jouer une draft',
    roomTitle: 'Planifier une escouade ensemble',
    roomText: 'Ouvrez un salon et envoyez son lien : chacun s’inscrit et voit le même tableau en même temps.',
    roomAction: 'Ouvrir un salon',
    browseTitle: 'Faire un tour',
    browseText: 'Les archétypes que d’autres ont partagés, avec leurs chiffres et codes, prêts à copier.',
    browseAction: 'Voir les archétypes publics',
    startWith: 'Partir d’une profession',
  },
);

import type { Language } from '../../domain/errors.ts';

const words = (text: string): string[] => text.split(/,\s*/);

type NameParts = { first: string[]; last: string[]; pseudonyms: string[]; domains: string[] };

/** Lifelike names: accents, particles and hyphens included, as every list of people has them. */
export const names: Record<Language, NameParts> = {
  fr: {
    first: words(`Amélie, Anaïs, André, Anouk, Antoine, Apolline, Aurélie, Baptiste, Bérénice,
      Benoît, Camille, Capucine, Cécile, Céline, Chloé, Clément, Clémence, Corentin, Damien, Diane,
      Éléonore, Élise, Élodie, Émile, Émilie, Estelle, Étienne, Eugénie, Fabrice, Fanny, Fatou,
      Félix, Florence, François, Françoise, Gaëlle, Gaspard, Gérard, Gwénaël, Hélène, Héloïse,
      Hugo, Inès, Isabelle, Jade, Jean-Baptiste, Jean-Luc, Jérémie, Jérôme, Joëlle, Judith, Jules,
      Karim, Laëtitia, Léa, Léonie, Loïc, Louise, Lucie, Maël, Manon, Marc, Margaux, Marie-Claude,
      Mathilde, Maud, Maxime, Mélanie, Mehdi, Nadège, Naïma, Nathanaël, Nicolas, Noémie, Océane,
      Odile, Olivier, Pascale, Perrine, Philippe, Quentin, Rachida, Raphaël, Régis, Rémi, Romane,
      Sacha, Samir, Sandrine, Sébastien, Séverine, Simon, Solène, Stéphane, Sylvie, Thaïs, Théo,
      Thérèse, Thibault, Tristan, Ulysse, Valentine, Victoire, Vincent, Xavier, Yann, Yasmine,
      Zoé`),
    last: words(`Aubert, Auger, Bailly, Barbier, Baudry, Bazin, Béranger, Bertrand, Besançon, Blanc,
      Boisvert, Bonnet, Bouchard, Bourgeois, Boyer, Brunet, Carpentier, Chapuis, Charrier,
      Chevallier, Colin, Cordier, Coulibaly, Couturier, Da Silva, D'Aubigné, De La Tour, Delaunay,
      Delorme, Desmarais, Diallo, Ducasse, Dufrêne, Dupré, Étienne, Fabre, Faure, Ferré, Fontaine,
      Fournier, Gaillard, Garnier, Gauthier, Géraud, Giraud, Goncalves, Grandjean, Guérin, Guillou,
      Hamon, Haddad, Hébert, Henry, Huguet, Jacquet, Jégou, Joly, Kérouac, Labbé, Lacroix, Lambert,
      Langlois, Laurent, Le Bihan, Le Goff, Lefèvre, Legrand, Lejeune, Lemoine, Léonard, Leroux,
      L'Hermitte, Maillard, Marchand, Martel, Masson, Mercier, Michaud, Millet, Monnier, Morvan,
      Moulin, N'Diaye, Nguyen, Noël, Olivier, Pagès, Pelletier, Périn, Picard, Poirier, Prévost,
      Quéré, Renaud, Rey, Rivière, Robin, Roche, Rousseau, Roussel, Saint-Martin, Salmon, Sauvage,
      Schneider, Simonet, Tessier, Thévenet, Tran, Vasseur, Verdier, Vidal, Villeneuve, Weber,
      Zidi`),
    pseudonyms: words(`lune rousse, Petit Renard, nox, Capitaine Coton, l'ours polaire, mimosa,
      chat perché, Doc Ressac, belle étoile, vent d'ouest, gros sel, Mme Tournesol, la marée, zeste,
      vieux loup, coquelicot, brume, Sire Concis, nuit blanche, grain de sable, sirocco,
      Kid Paname`),
    domains: ['example.fr', 'courriel.example', 'example.org', 'poste.example', 'example.net'],
  },
  en: {
    first:
      words(`Abigail, Adam, Aisha, Alastair, Alice, Amir, Andrew, Beatrice, Ben, Bridget, Callum,
      Caroline, Chloë, Conor, Daisy, Daniel, Deirdre, Dylan, Edith, Eleanor, Ellie, Ewan, Fergus,
      Fiona, Florence, Freya, George, Grace, Graham, Hamish, Hannah, Harriet, Hugh, Imogen, Isla,
      Jack, Jacqueline, James, Jonathan, Kate, Kieran, Lachlan, Leah, Liam, Lucy, Maeve, Malcolm,
      Margaret, Matthew, Megan, Mohammed, Nathan, Niamh, Nigel, Noor, Oliver, Olivia, Oscar, Owen,
      Patrick, Penelope, Priya, Rachel, Renée, Rhys, Rosie, Rory, Ruth, Samuel, Seán, Sinéad,
      Sophie, Stuart, Tamsin, Theodore, Thomas, Tilda, Toby, Ursula, Victoria, William, Zoë`),
    last: words(`Abbott, Acheson, Adeyemi, Ainsworth, Armitage, Ashworth, Atkinson, Barlow, Baxter,
      Begum, Bennett, Blackwood, Bradshaw, Brennan, Burke, Byrne, Cameron, Campbell-Ross, Carter,
      Chaudhry, Clarke, Coleman, Cooper, Crawford, Cunningham, Davies, Donnelly, Doyle, Drummond,
      Eccles, Elliott, Ferguson, Fitzgerald, Fletcher, Forsyth, Gallagher, Gibson, Gill, Graham,
      Green, Griffiths, Hamilton, Hargreaves, Harris, Hughes, Hussain, Irving, Jenkins, Kaur,
      Kelly, Kendrick, Lawson, Lewis, Lloyd-Jones, MacDonald, Marsh, McAllister, Mitchell, Moore,
      Morgan, Murphy, Murray, Newman, Nolan, O'Brien, O'Connor, O'Neill, Okafor, Osborne, Parker,
      Patel, Pearce, Phillips, Porter, Powell, Quinn, Reid, Reynolds, Rhodes, Robertson, Rowe,
      Sharma, Shaw, Sinclair, Singh, Spencer, Stewart, Sutton, Thorne, Turner, Walker, Walsh,
      Watson, Webb, Whitaker, Wilkinson, Williams, Wright, Yates, Young`),
    pseudonyms: words(`Moonshine, the quiet fox, northerly, Captain Biscuit, saltmarsh, Doc Weather,
      nightjar, tin whistle, Old Harry, bramble, Lady Static, gravel road, half past nine, kestrel,
      sea fret, Mr Tumble, lamplight, Queen of Toast, windfall, paper boat, thistledown, low tide`),
    domains: ['example.com', 'example.org', 'mail.example', 'example.net', 'example.co.uk'],
  },
};

/** Parts of the names of companies: some have one member, most a few. */
export const companyNames: Record<Language, { before: string[]; after: string[] }> = {
  fr: {
    before: words(`Atelier, Studio, Cabinet, Maison, Coopérative, Éditions, Agence, Librairie,
      Collectif, Fabrique, Galerie, Laboratoire`),
    after: words(`Parallèle, des Tilleuls, Bruyère & Fils, du Vieux Port, Méridien, Lumière noire,
      de la Loire, Quatre Vents, Hélianthe, Saint-Élme, Pélican, du Canal, Aurore, Grand Large,
      Brindille, des Deux Rives`),
  },
  en: {
    before:
      words(`Studio, The, Workshop, House of, Field, Press, Agency, Bookshop, Foundry, Gallery,
      Lab, Union`),
    after: words(`Meridian, Quarry Lane, Bell & Daughters, Old Harbour, Fourways, Black Light,
      Riverside, Westerly, Heather, St Elmo, Pelican, Canal Street, Daybreak, Long Reach, Kindling,
      Two Shores`),
  },
};

export const cities: Record<Language, [city: string, postalCode: string][]> = {
  fr: [
    ['Paris', '75011'],
    ['Lyon', '69007'],
    ['Nantes', '44000'],
    ['Saint-Étienne', '42000'],
    ['Marseille', '13006'],
    ['Rennes', '35000'],
    ['Orléans', '45000'],
    ['Besançon', '25000'],
    ['Angoulême', '16000'],
    ['Sète', '34200'],
    ["Villeneuve-d'Ascq", '59650'],
    ['Brest', '29200'],
  ],
  en: [
    ['London', 'E8 3PN'],
    ['Bristol', 'BS3 1TF'],
    ['Leeds', 'LS6 2AB'],
    ['Edinburgh', 'EH6 6RA'],
    ['Cardiff', 'CF11 9LJ'],
    ['Dublin', 'D08 X9K2'],
    ['Norwich', 'NR2 4SX'],
    ['Glasgow', 'G41 2PE'],
    ['Sheffield', 'S7 1FG'],
    ['Belfast', 'BT9 6AE'],
  ],
};

export const streets: Record<Language, string[]> = {
  fr: words(`rue des Lilas, avenue Jean-Jaurès, quai de la Fosse, rue Voltaire, impasse du Moulin,
    boulevard de la Liberté, rue de l'Église, chemin des Vignes, place du Marché`),
  en: words(`Mill Road, High Street, Station Road, Church Lane, Victoria Terrace, Orchard Close,
    Harbour Street, King's Walk`),
};

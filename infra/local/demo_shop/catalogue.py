"""What the demo shop's customers are called, what they buy and what they write."""

from decimal import Decimal

from chalicelib.domain.proof import Product

FIRST_NAMES_FR = (
    "Camille", "Zoé", "Léa", "Manon", "Chloé", "Inès", "Jeanne", "Louise", "Agathe", "Noémie", "Hugo", "Lucas",
    "Théo", "Gabriel", "Raphaël", "Arthur", "Étienne", "Maël", "François", "Jérôme", "Anaïs", "Maxime", "Océane",
)  # fmt: skip
LAST_NAMES_FR = (
    "Martin", "Bernard", "Dubois", "Lefèvre", "Moreau", "Girard", "Rousseau", "Fournier", "Mercier", "Boyer",
    "Chevalier", "Garnier", "Perrin", "Gauthier", "Lemoine", "D'Angelo", "Le Goff", "Benoît", "Crépin", "Hervé",
)  # fmt: skip
FIRST_NAMES_EN = ("Olivia", "Emily", "Grace", "Ruby", "Harry", "Oscar", "Jack", "Thomas", "Sophie", "Daniel", "Maeve")
LAST_NAMES_EN = ("Smith", "O'Brien", "Taylor", "Walker", "Hughes", "Bennett", "Murphy", "Clarke", "Fraser", "Whitlock")

SHOPS = ("PARIS-01", "LYON-02", "LILLE-03")

PRODUCTS = (
    Product("LAMPE-LED-01", "Lampe de bureau LED", "Lumina", "Luminaires", Decimal("49.90"), {"ean": "3012345678900"}),
    Product("LAMPE-SOL-02", "Lampadaire trépied chêne", "Lumina", "Luminaires", Decimal("129.00")),
    Product("TABLE-B-11", "Table basse ronde 80 cm", "Atelier Clair", "Salon", Decimal("189.00")),
    Product("TAPIS-L-21", "Tapis berbère 160 × 230", "Tissage d'Oc", "Salon", Decimal("219.50")),
    Product("PLAID-31", "Plaid en laine mérinos", "Tissage d'Oc", "Textile", Decimal("69.90"), {"sku": "PLD-31-ECR"}),
    Product("DRAP-32", "Parure de lit en lin lavé 240 × 220", "Tissage d'Oc", "Textile", Decimal("159.00")),
    Product("VASE-41", "Vase en grès émaillé", "Terre & Feu", "Décoration", Decimal("34.00"), {"ean": "3019876543210"}),
    Product("BOUGIE-42", "Bougie parfumée « Figuier »", "Terre & Feu", "Décoration", Decimal("24.90")),
    Product("MIROIR-43", "Miroir soleil en rotin 60 cm", "Atelier Clair", "Décoration", Decimal("59.00")),
    Product("CHAISE-51", "Chaise cannée (lot de 2)", "Atelier Clair", "Salle à manger", Decimal("238.00")),
    Product("CARAFE-61", "Carafe en verre soufflé 1 l", "Terre & Feu", "Table", Decimal("29.50")),
    Product("COUTEAU-62", 'Couteau de chef 8" forgé', "Coutellerie Roux", "Table", Decimal("89.00")),
)

COMMENTS_FR = {
    5: (
        "Livraison rapide et colis très soigné, je recommande.",
        "Superbe qualité, encore mieux en vrai qu'en photo !",
    ),
    4: (
        "Très satisfaite, seul l'emballage pourrait être moins volumineux.",
        "Conforme à la description, bon rapport qualité-prix.",
    ),
    3: (
        "Correct, mais la livraison a pris deux jours de plus que prévu.",
        "Bel objet, un peu plus petit que je ne l'imaginais.",
    ),
    2: (
        "Couleur assez différente de la photo, je suis déçu.",
        "Reçu avec une rayure ; le service client a répondu tardivement.",
    ),
    1: ("Colis arrivé cassé, j'attends toujours le remplacement.",),
}
COMMENTS_EN = {
    5: ("Beautifully made and quick delivery.", "Exactly as described, would buy again."),
    4: ("Very nice, assembly took longer than expected.", "Good quality for the price."),
    3: ("Fine, but the parcel came two days late.",),
    2: ("The colour is quite different from the picture.",),
    1: ("Arrived broken and I am still waiting for an answer.",),
}

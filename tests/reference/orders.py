"""Messages of a workshop to its customers, in English and French: a domain that no everyday corpus covers."""

import itertools

_PARTS = {
    "gear wheel": "la roue dentée",
    "drive belt": "la courroie",
    "ball bearing": "le roulement",
    "gasket": "le joint",
    "gearbox": "la boîte de vitesses",
    "shaft": "l'arbre",
    "nozzle": "la buse",
    "solenoid valve": "l'électrovanne",
    "spindle": "la broche",
    "crankcase": "le carter",
}
_WHENS = {
    "before noon": "avant midi",
    "within two working days": "sous deux jours ouvrés",
    "as soon as it is in stock": "dès son arrivage",
    "free of charge": "à titre gracieux",
    "by parcel service": "par messagerie",
    "at the counter": "au comptoir",
    "with the delivery note": "avec le bon de livraison",
    "next calendar week": "la semaine calendaire prochaine",
}
_ACTIONS = {
    "We will ship the {part} {when}.": "Nous expédierons {part} {when}.",
    "Please return the {part} {when}.": "Veuillez retourner {part} {when}.",
    "You can collect the {part} {when}.": "Vous pouvez retirer {part} {when}.",
    "Our fitter will replace the {part} {when}.": "Notre monteur remplacera {part} {when}.",
    "The {part} will be invoiced {when}.": "Nous facturerons {part} {when}.",
    "Could you quote the {part} {when}?": "Pourriez-vous chiffrer {part} {when} ?",
    "The {part} was dispatched {when}.": "On a remis {part} au transporteur {when}.",
    "Do not lubricate the {part} {when}.": "Ne graissez pas {part} {when}.",
}
_GREETINGS = {"": "", "Dear customer, ": "Cher client, ", "Regarding your order: ": "Concernant votre commande : "}


def orders():
    """About two thousand pairs such as `("We will ship the gasket before noon.", "Nous expédierons le joint …")`."""
    for greeting, action, part, when in itertools.product(_GREETINGS, _ACTIONS, _PARTS, _WHENS):
        english, french = (
            action.format(part=part, when=when),
            _ACTIONS[action].format(part=_PARTS[part], when=_WHENS[when]),
        )
        yield _begun(greeting, english), _begun(_GREETINGS[greeting], french)


def _begun(greeting, sentence):
    return greeting + sentence[0].lower() + sentence[1:] if greeting else sentence


def write_orders(path):
    """The pairs as a tab-separated corpus."""
    path.write_text("".join(f"{english}\t{french}\n" for english, french in orders()), "utf-8")
    return path

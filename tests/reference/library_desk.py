"""A made-up domain to retrain on: what people ask at the desk of a town library, and what the desk answers."""

import random

OPENINGS = (
    "",
    "hello, ",
    "sorry to bother you, ",
    "quick question: ",
    "good morning, ",
    "i was wondering, ",
    "please, ",
)
TAILS = ("", " please", " thanks", " today", " by any chance", " at your library")

# Of each question the wordings, of which the last is never learned, and the answer.
QUESTIONS = {
    "The library is open from nine to six, and until eight on Thursdays.": (
        *("when do you open", "what are your opening hours", "until when is the library open"),
        *("are you open in the evening", "what are the library's hours"),
    ),
    "You may keep a book for four weeks.": (
        *("how long may i keep a book", "for how many weeks can i borrow a book", "when does a loan run out"),
        *("what is the loan period", "how long can i borrow books for"),
    ),
    "A loan can be renewed twice, at the desk or by telephone.": (
        *("can i renew my loan", "how do i extend a loan", "may i keep this book longer"),
        *("i need more time for my book", "how do i renew a book"),
    ),
    "Each day late costs twenty cents a book.": (
        *("what does it cost to be late", "how high are the late fees", "is there a fine for overdue books"),
        *("my book is overdue, what do i pay", "how much is the late fee"),
    ),
    "A card costs ten euros a year, and nothing for children.": (
        *("what does a library card cost", "how much is a card", "do children pay for a card"),
        *("is membership free", "what is the price of a library card"),
    ),
    "Bring your passport and a letter that shows your address, and you get a card at once.": (
        *("how do i get a library card", "what do i need to become a member", "how can i join the library"),
        *("where do i sign up for a card", "what do i have to bring for a library card"),
    ),
    "I will block the old card; a new one costs three euros at the desk.": (
        *("i lost my library card", "my card was stolen", "what if i have lost my card"),
        *("i cannot find my library card", "my library card is lost"),
    ),
    "Children's books are on the first floor, beside the reading corner.": (
        *("where are the children's books", "do you have books for kids", "where is the section for children"),
        *("i am looking for picture books", "where can i find the children's section"),
    ),
    "Story time is on Wednesdays at four in the reading corner.": (
        *("when is story time", "do you read stories to children", "is there a story hour for kids"),
        *("on which day are stories read", "what time is the story hour"),
    ),
    "The copier stands by the stairs; a page costs ten cents.": (
        *("can i make copies here", "where is the copier", "how much is a photocopy"),
        *("i need to copy a page", "where can i copy something"),
    ),
    "You can print from the computers in room two, ten cents a page.": (
        *("can i print something", "where is the printer", "how do i print a document"),
        *("i have to print my ticket", "is there a printer i can use"),
    ),
    "The network is called Library, and its password is on your card.": (
        *("is there wifi", "what is the wifi password", "how do i get on the internet here"),
        *("can i use the internet with my laptop", "how do i connect to the wifi"),
    ),
    "Study rooms are booked at the desk, for three hours at most.": (
        *("can i book a study room", "how do i reserve a room", "are there rooms to study in"),
        *("we need a room for our group", "where do i book a study room"),
    ),
    "I can reserve it for you: we write as soon as it is back.": (
        *(
            "can i reserve a book that is out",
            "somebody else has the book i want",
            "put me on the list for a book",
        ),
        *("how do i reserve a book", "can you hold a book for me"),
    ),
    "Drop it into the box by the front door, at any hour.": (
        *("can i return a book when you are closed", "where do i bring books back", "is there a box for returns"),
        *("how do i return a book at night", "where can i return my books"),
    ),
    "Please tell the desk: a damaged book is paid at its price.": (
        *("i spilled coffee on a book", "my dog has eaten the book", "what if a book is damaged"),
        *("a page of my book is torn", "the book got wet and is damaged"),
    ),
    "E-books are lent by our app, which your card number opens.": (
        *("do you have e-books", "can i borrow books on my tablet", "how do i lend an e-book"),
        *("is there an app for e-books", "how can i borrow e-books"),
    ),
    "Films and music are on the second floor, and lent for a week.": (
        *("do you lend films", "where are the music records", "can i borrow dvds"),
        *("how long can i keep a film", "do you have films to borrow"),
    ),
    "Every first Monday readers meet at seven to talk of one book.": (
        *("is there a book club", "when do the readers meet", "can i join a reading group"),
        *("where do people talk about books", "when does the book club meet"),
    ),
    "We are glad of books in good state: leave them at the desk on Tuesdays.": (
        *("can i donate books", "do you take old books", "where can i give my books away"),
        *("i have books that i want to give you", "would you like my old books"),
    ),
    "Food has to stay outside; the café is next door.": (
        *("may i eat in the library", "is there a café", "can i bring my lunch inside"),
        *("where can i get a coffee", "can i eat here"),
    ),
    "The lift is behind the stairs, and every floor is reached by it.": (
        *("is there a lift", "can i get up with a wheelchair", "how do i get upstairs with a pram"),
        *("are there stairs only", "where is the lift"),
    ),
    "Old newspapers are in the archive in the basement; ask for the key.": (
        *("do you have old newspapers", "where is the archive", "can i see newspapers of last year"),
        *("i am looking for an article from long ago", "where are the old newspapers"),
    ),
    "The car park behind the house is free for two hours.": (
        *("where can i park", "is there a car park", "does parking cost anything"),
        *("can i leave my car here", "is there parking at the library"),
    ),
    "We look for helpers: speak with the manager on any morning.": (
        *("can i work here", "do you need volunteers", "how can i help the library"),
        *("are there jobs at the library", "can i volunteer here"),
    ),
}


def pairs(count: int, seed: int = 0) -> list[tuple[str, str]]:
    """So many different exchanges, asked in wordings that may be learned."""
    said = [
        (f"{opening}{wording}{tail}", answer)
        for answer, wordings in QUESTIONS.items()
        for wording in wordings[:-1]
        for opening in OPENINGS
        for tail in TAILS
    ]
    return random.Random(seed).sample(said, count)


def unseen() -> list[tuple[str, str]]:
    """Exchanges asked in wordings that are never learned, with a capital and a question mark as people type."""
    return [(f"{wordings[-1].capitalize()}?", answer) for answer, wordings in QUESTIONS.items()]

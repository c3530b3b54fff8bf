"""Writes short English stories from a seed: every plot keeps its own people, places and things."""

import random
import sys

GIRLS = "Lily Mia Anna Rose Clara Ella Nora Ruby Sophie Lucy Grace Emma Zoe Maya Ivy Hana Tess Molly Daisy Alice".split()
BOYS = "Tom Ben Max Sam Leo Jack Finn Oscar Henry Theo Noah Hugo Peter Eli Toby Will Owen Felix Sami Arlo".split()
ANIMALS = "fox rabbit bear mouse owl squirrel hedgehog duck frog turtle otter badger deer beaver goat".split()
ANIMAL_NAMES = "Pip Bramble Hazel Biscuit Fern Pepper Clover Moss Acorn Willow Button Maple Tansy Rusty".split()
PETS = ["puppy", "kitten", "pony", "lamb", "goose", "rabbit"]
ADJ = ["little", "young", "kind", "curious", "quiet", "cheerful", "brave", "clever", "shy", "gentle"]
HOMES = ["a small village by the sea", "a little house near the forest", "a tall house on a hill", "a sunny town beside a river",
         "a cottage at the edge of the woods", "a quiet valley between two mountains", "a farm with a red barn", "a narrow street full of flowers"]
WILDS = ["a deep green forest", "a wide meadow", "a hollow tree by the stream", "a quiet wood full of ferns", "a burrow under an old oak", "a reedy place beside the pond"]
TOYS = ["ball", "kite", "wooden boat", "drum", "doll", "toy train", "music box", "paper lantern", "silver whistle", "blue marble"]
COLORS = ["red", "blue", "green", "yellow", "silver", "golden", "purple", "white"]
FOODS = ["bread", "soup", "apple pie", "honey cake", "pancakes", "berry jam", "warm porridge", "cheese"]
HIDING = ["under the bed", "behind the barn", "beside the old well", "under a rose bush", "in the tall grass", "behind the garden shed"]
TREES = ["oak", "apple tree", "willow", "pear tree", "chestnut tree", "pine"]


def a(words):
    return ("an " if words[0] in "aeiou" else "a ") + words


class Person:
    def __init__(self, name, kind, he):
        self.name, self.kind, self.he = name, kind, he
        self.him, self.his = ("him", "his") if he == "he" else ("her", "her")
        self.He, self.His = self.he.title(), self.his.title()


class Teller:
    """Deals out the choices of one story; no name is dealt twice."""

    def __init__(self, seed):
        self.r = random.Random(seed)
        self.used = set()

    def one(self, *options):
        return self.r.choice(options)

    def pick(self, words):
        word = self.r.choice([w for w in words if w not in self.used])
        self.used.add(word)
        return word

    def child(self):
        if self.r.random() < 0.5:
            return Person(self.pick(GIRLS), "girl", "she")
        return Person(self.pick(BOYS), "boy", "he")

    def animal(self):
        kind = self.pick(ANIMALS)
        return Person(self.pick(ANIMAL_NAMES), kind, self.one("he", "she"))

    def open(self, p, place=None):
        place = place or self.one(*(WILDS if p.kind in ANIMALS else HOMES))
        adj = self.one(*ADJ)
        return self.one(
            f"Once upon a time, there was {a(adj)} {p.kind} named {p.name}. {p.He} lived in {place}.",
            f"Once upon a time, there was {a(adj)} {p.kind} named {p.name}. {p.He} lived in {place}.",
            f"Once upon a time, in {place}, there lived {a(adj)} {p.kind} called {p.name}.",
            f"Once upon a time, {a(adj)} {p.kind} named {p.name} lived in {place}.",
            f"Long ago, in {place}, there lived {a(adj)} {p.kind} whose name was {p.name}.",
            f"There once was {a(adj)} {p.kind} named {p.name} who lived in {place}.",
        )

    def day(self):
        return self.one("One day", "One morning", "One sunny morning", "One cold afternoon", "One bright day", "One windy day", "Early one morning")

    def end(self, p, moral):
        return moral + " " + self.one(
            f"That night, {p.name} fell asleep with a smile.",
            f"And from that day on, {p.name} never forgot it.",
            "And they all lived happily ever after.",
            f"{p.name} went home happy, and the stars came out one by one.",
            "The end.",
        )


def lost_toy(t):
    p, f = t.child(), t.child()
    toy = f"{t.one(*COLORS)} {t.pick(TOYS)}"
    where = t.one(*HIDING)
    return [
        t.open(p) + " " + t.one(f"{p.name} had {a(toy)} that {p.he} loved more than anything.", f"{p.His} favorite thing in the world was {a(toy)}.", f"Every day {p.he} played with {a(toy)}."),
        t.day() + f", the {toy} was gone. " + t.one(f"{p.name} looked in every room, but {p.he} could not find it.", f"{p.name} looked high and low, but it was nowhere.") + " " + t.one(f"{p.He} sat down and began to cry.", f"{p.He} felt very sad."),
        t.one(f"{p.His} friend {f.name} came to the door.", f"Then {p.his} friend {f.name} came by.") + f' "What is wrong?" asked {f.name}. "I lost my {toy}," said {p.name}. ' + t.one(f'"Do not worry," said {f.name}. "We will look for it together."', f'"Then let us look again," said {f.name}. "Four eyes are better than two."'),
        f"They looked all afternoon. At last, {f.name} looked {where}. There was the {toy}! " + t.one(f'"You found it!" cried {p.name}, and {p.he} hugged {f.name}.', f'"Thank you, {f.name}!" said {p.name}. {p.He} jumped for joy.'),
        t.end(p, t.one(f"{p.name} let {f.name} play with the {toy} until supper.", f"{p.name} learned that a good friend is better than any toy.")),
    ]


def hungry_bird(t):
    p = t.child()
    food = t.one("bread", "cheese", "honey cake", "apple pie")
    bird = t.one("sparrow", "robin", "blackbird", "crow")
    gift = t.one("a shiny blue stone", "a tiny silver key", "a golden button", "a bright red feather")
    return [
        t.open(p) + " " + f"{t.day()}, {p.name} was walking to school with a piece of {food} in {p.his} pocket.",
        f"On a branch sat a thin little {bird}. " + t.one(f'"I am so hungry," said the {bird}. "The snow has covered all the seeds."', f'"Please," said the {bird}, "I have not eaten since yesterday."'),
        t.one(f"{p.name} was hungry too, but {p.he} felt sorry for the {bird}.", f"{p.name} looked at the {food} and then at the {bird}.") + f" {p.He} broke the {food} in two and gave half to the {bird}. The {bird} ate every crumb. " + t.one('"You are very kind," it said.', '"I will not forget this," it said.'),
        t.one("The next day", "A week later", "When spring came") + f", {p.name} heard a tap on the window. It was the {bird}! In its beak it held {gift}. " + t.one(f'"This is for you," said the {bird}.', f'"You shared with me, so I want to share with you," said the {bird}.'),
        t.end(p, t.one("A small kindness can come back with wings.", f"{p.name} and the {bird} were friends for many years.")),
    ]


def afraid_of_dark(t):
    p = t.child()
    m = t.one("mother", "father", "grandmother", "grandfather")
    mh = "she" if m.endswith("mother") else "he"
    thing = t.one("a coat on a hook", "a branch tapping on the window", "the cat washing its paws", "a mouse with a walnut")
    return [
        t.open(p) + " " + t.one(f"{p.name} was not afraid of dogs or storms, but {p.he} was afraid of the dark.", f"All day {p.he} was brave, but at night {p.he} was afraid of the dark."),
        t.one("One night", "One winter night", "One stormy night") + f", {p.name} heard a strange sound. " + t.one(f"{p.He} pulled the blanket over {p.his} head.", f"{p.His} heart beat fast.") + f' "There is a monster in my room!" {p.he} cried.',
        f"{p.His} {m} came in with a small lamp. " + t.one(f'"Let us look at this monster together," {mh} said.', f'"Shall we go and see what it is?" {mh} asked.') + f" {p.name} took {p.his} {m}'s hand, and they walked slowly across the room.",
        f"There was no monster at all. It was only {thing}! " + t.one(f"{p.name} laughed and laughed.", f'"Is that all?" said {p.name}, and {p.he} began to laugh.') + f' "The dark is only the day with its eyes closed," said {p.his} {m}.',
        t.end(p, t.one(f"After that, {p.name} was not afraid of the dark anymore.", "Things are often less scary when we look at them closely.")),
    ]


def lighthouse(t):
    p = Person(t.pick(["Marlow", "Abel", "Silas", "Edgar"]), "man", "he")
    c = t.child()
    boat = t.one("a small fishing boat", "a ship with white sails", "a little ferry", "a boat full of fishermen")
    return [
        t.one("The old lighthouse keeper", "The old lighthouse keeper on the rocky point", "The old lighthouse keeper of the island") + t.one(f" was named {p.name}. Every night he climbed the stairs and lit the great lamp.", f", whose name was {p.name}, had lit the lamp every night for forty years.") + " " + t.one(f"His only helper was {a(t.one('young', 'small', 'quiet'))} {c.kind} named {c.name}.", f"A {c.kind} named {c.name} often came to visit him."),
        t.one("One night", "One autumn night") + t.one(" a great storm came.", " the wind howled and the sea rose high.") + f" {p.name} started up the stairs, but he " + t.one("slipped and hurt his leg.", "fell and could not stand.") + f' "The lamp!" he said. "{c.name}, you must light the lamp!"',
        f"{c.name} was afraid, but {c.he} " + t.one("took the matches and ran.", "climbed up and up, one step at a time.") + f" The wind blew out the first match. It blew out the second. " + t.one(f"{c.name} cupped {c.his} hands around the last one.", f"{c.name} took a deep breath and tried once more.") + " The lamp began to shine!",
        f"Far out on the water, {boat} saw the light and turned away from the rocks. In the morning, the sailors came to the door. " + t.one('"Your light saved us," they said.', '"Who lit the lamp?" they asked. "We owe you our lives."') + f' {p.name} smiled. "It was {c.name}," he said.',
        t.one(f"From then on, {c.name} and the old keeper lit the lamp together every night.", "Even a small light can be enough on a dark night.", f"When {p.name} grew too old to climb, {c.name} became the new lighthouse keeper."),
    ]


def seed(t):
    p = t.child()
    g = t.one("grandmother", "grandfather")
    gh = "she" if g == "grandmother" else "he"
    plant = t.one("sunflower", "pumpkin", "rose", "apple tree", "bean plant")
    return [
        t.open(p) + f" {t.day()}, {p.his} {g} gave {p.him} a tiny seed. " + t.one(f'"Plant it and take good care of it," {gh} said.', f'"There is a surprise inside," {gh} said. "But you must be patient."'),
        f"{p.name} planted the seed in the garden and gave it water. " + t.one("The next day, nothing had happened.", f"{p.He} sat and watched it all day, but nothing happened.") + t.one(f' "Why does it not grow?" asked {p.name}.', f' "I think it is broken," said {p.name}.') + f' "Wait a little longer," said {p.his} {g}.',
        t.one("So every day", "Every morning") + f" {p.name} watered the seed. The sun warmed it, and the rain fell on it. " + t.one("At last, a small green leaf came out of the ground.", "Then, one day, a little green shoot peeked out."),
        f"The leaf grew taller and taller. By the end of summer, it was the most beautiful {plant} in the whole town. " + t.one(f'"Look!" cried {p.name}. "I waited, and it grew!"', f"{p.name} danced around it and clapped {p.his} hands."),
        t.end(p, t.one("Good things take time.", f"{p.name} saved a new seed to give to a friend.", "A little care every day can do great things.")),
    ]


def kite(t):
    p, f = t.child(), t.child()
    color = t.one(*COLORS)
    return [
        t.open(p) + f" {t.one('On windy days', 'Every spring')}, {p.he} went up the hill to fly a {color} kite.",
        f"{t.day()}, the wind was too strong. " + t.one(f"Snap! The string broke, and the kite flew into {a(t.one(*TREES))}.", "The kite dived down and tore on a thorn bush.") + f' "Oh no! My kite is ruined," said {p.name}.',
        f"A {f.kind} named {f.name} was sitting nearby. " + t.one(f'"I can help you mend it," said {f.name}.', f'"It is not ruined," said {f.name}. "It only needs a little work."') + " They found " + t.one("some paper, some glue, and a new piece of string.", "an old ribbon, two sticks, and a pot of glue.") + " They worked until the kite was whole again.",
        t.one("Now it had a long tail and a bright patch in the middle.", "It looked a little funny with its big patch.") + " They ran down the hill, and the kite went up, up, up into the sky. " + t.one(f'"It flies even better than before!" said {p.name}.', f"{p.name} and {f.name} shouted with joy."),
        t.end(p, t.one("Broken things can often be mended, and so it was with the kite.", f"{p.name} and {f.name} became the best of friends.")),
    ]


def cake(t):
    p, f = t.child(), t.child()
    who = t.one("mother", "father", "grandmother", "teacher")
    mistake = t.one("salt instead of sugar", "pepper instead of cinnamon")
    return [
        t.open(p) + f" It was almost {p.his} {who}'s birthday, and {p.name} wanted to bake a cake.",
        f'"I will help you," said {p.his} friend {f.name}. They mixed flour, eggs, and milk in a big bowl. ' + t.one("There was flour on the table, flour on the floor, and flour on the cat.", f"Soon {f.name} had flour on {f.his} nose."),
        f"When the cake was done, {p.name} took a small bite. " + t.one('"Ugh!" ', '"Oh dear!" ') + f"{p.he} said. They had used {mistake}! " + t.one(f"{p.name} wanted to give up.", f"{p.name} felt like crying.") + f' "Let us try again," said {f.name}. "Now we know what not to do."',
        "So they washed the bowl and began again. This time they tasted everything first. " + t.one("The new cake was golden and sweet.", "Soon the whole house smelled wonderful.") + f" {p.name}'s {who} ate two big pieces. " + t.one('"This is the best cake I have ever had!"', '"What a lovely surprise!"') + " everyone heard.",
        t.end(p, t.one("It is all right to make a mistake if you try again.", f"{p.name} and {f.name} laughed about the first cake for years.")),
    ]


def truth(t):
    p = t.child()
    m = t.one("mother", "father", "aunt", "uncle")
    mh = "she" if m in ("mother", "aunt") else "he"
    thing = t.one("vase", "lamp", "blue plate", "teapot", "window")
    blame = t.one("cat", "dog", "wind")
    return [
        t.open(p) + f" {t.day()}, {p.name} was playing with a ball inside the house. " + t.one("That was not allowed.", f"{p.He} knew that {p.he} should not."),
        f"The ball bounced once, twice, and then crash! The {thing} was broken. " + t.one(f"{p.name} felt cold all over.", f"{p.name} did not know what to do.") + f" When {p.his} {m} came in, {mh} asked, \"Who broke the {thing}?\" \"It was the {blame},\" said {p.name}.",
        t.one(f"But the lie felt heavy, like a stone in {p.his} pocket.", f"All day, {p.name} had a bad feeling in {p.his} stomach.") + f" {p.He} could not eat {p.his} supper. " + t.one(f"{p.He} could not sleep, either.", "Even playing was no fun."),
        f"At last, {p.name} went to {p.his} {m}. \"It was not the {blame},\" {p.he} said. \"I broke the {thing}. I am sorry.\" " + t.one(f"{p.His} {m} gave {p.him} a hug.", f"{p.His} {m} was quiet, and then {mh} smiled.") + f' "Thank you for telling me the truth," {mh} said. "That was brave."',
        t.end(p, t.one(f"The next day they bought a new {thing} together.", "The truth can be hard to say, but it makes the heart light.")),
    ]


def lost_pet(t):
    p, f = t.child(), t.child()
    pet = t.pick(PETS)
    name = t.pick(ANIMAL_NAMES)
    place = t.one("the market", "the bridge", "the old mill", "the bakery", "the edge of the woods")
    return [
        t.open(p) + f" {p.He} had a {t.one('white', 'brown', 'spotted', 'gray')} {pet} named {name}. They went everywhere together.",
        f"{t.day()}, {p.name} left the gate open, and {name} ran away. " + t.one(f'"{name}! {name}!" called {p.name}, but no one came.', f"{p.name} called and called, but there was no answer."),
        f"{p.name} asked everyone in town. " + t.one("The baker had not seen the " + pet + ".", "The postman shook his head.") + f" Then {p.he} met {a(t.one(*ADJ))} {f.kind} named {f.name}. " + f'"I saw a {pet} near {place}," said {f.name}. "Come, I will show you!"',
        f"They ran all the way to {place}. And there was {name}, " + t.one("wet and tired but safe.", "fast asleep in the sun.", "shaking with cold.") + f" {p.name} picked up the {pet} and held it close. " + t.one(f'"I will always close the gate now," {p.he} said.', f'"I was so worried about you!" {p.he} said.'),
        t.end(p, t.one(f"{p.name} thanked {f.name} again and again.", f"Now {p.name}, {f.name}, and {name} walk together every day.")),
    ]


def swim(t):
    p, f = t.animal(), t.animal()
    return [
        t.open(p) + f" All the other animals loved to swim in the pond, but {p.name} was afraid of the water.",
        t.one(f'"Come in!" they called. "The water is warm!"', f'"Why do you never swim?" they asked.') + f" {p.name} shook {p.his} head. " + t.one(f"{p.He} did not want anyone to know that {p.he} was afraid.", f'"Maybe tomorrow," {p.he} said.'),
        f"{t.day()}, {a(t.one('kind', 'wise', 'gentle'))} {f.kind} named {f.name} sat down beside {p.him}. " + f'"I was afraid once, too," said {f.name}. "We can start with one foot." So {p.name} put one foot in the water. It was not so bad.',
        "The next day, " + f"{p.he} put in two feet. The day after that, {p.he} went in up to {p.his} chin. " + t.one(f"And one day, {p.name} let go and swam all the way across the pond!", f'Then, one day, {p.name} kicked and paddled. "I am swimming!" {p.he} shouted.') + " All the animals cheered.",
        t.end(p, t.one("Being brave can start with one small step.", f"{p.name} was proud, and {f.name} was proud of {p.him}.")),
    ]


def new_child(t):
    p, f = t.child(), t.child()
    thing = t.one("drawing horses", "reading about the stars", "collecting stones", "making paper birds", "telling jokes")
    return [
        t.one("Once upon a time, ", "Once upon a time, ", "") + f"{p.name} came to a new school. " + t.one("The halls were long, and every face was strange.", f"{p.He} did not know anyone there."),
        f"At lunch, {p.name} sat all alone. " + t.one(f"{p.He} looked at {p.his} shoes and wished {p.he} were home.", f"{p.He} was too shy to say a word.") + f" {p.He} took out a pencil and thought about {thing}, because that was what {p.he} loved best.",
        f"Then a {f.kind} came over. " + f'"May I sit here? My name is {f.name}." {p.name} nodded. "What do you like to do?" asked {f.name}. "I like {thing}," said {p.name} in a small voice. ' + t.one(f'"Really? I like {thing}, too!" said {f.name}.', f'"That sounds fun," said {f.name}. "Will you show me?"'),
        t.one("They talked until the bell rang.", "They talked and laughed so much that they forgot to eat.") + f" After school, they walked home together. " + t.one("The new school did not feel so big anymore.", f"{p.name} was not lonely anymore."),
        t.end(p, t.one("One kind word can make a new friend.", f"The next time a new child came to school, {p.name} was the first to say hello.")),
    ]


def race(t):
    p, f = t.animal(), t.animal()
    prize = t.one("a basket of berries", "a golden leaf", "a honey cake", "a crown of flowers")
    return [
        t.open(p) + f" {p.name} was not fast, but {p.he} never gave up. In the same place lived {f.name} the {f.kind}, who liked to boast. " + f'"No one is as fast as I am," said {f.name}.',
        f"{t.day()}, the animals held a race. The prize was {prize}. " + t.one(f'{f.name} laughed at {p.name}. "You will never win!" {f.he} said.', f'"You may as well stay home," {f.name} told {p.name}.') + f' "I will do my best," said {p.name}.',
        f"{f.name} ran so fast that soon {f.he} was far ahead. " + t.one(f'"I have time for a nap," {f.he} thought, and {f.he} fell asleep under {a(t.one(*TREES))}.', f"Then {f.he} stopped to eat berries, one bush after another.") + f" {p.name} kept going, step by step.",
        f"By the time {f.name} looked up, {p.name} was already near the end of the path. {f.name} ran as fast as {f.he} could, but it was too late. {p.name} had won! " + t.one(f"{p.name} shared {prize} with everyone, even with {f.name}.", f'"I am sorry that I laughed," said {f.name}. "You ran a fine race."'),
        t.end(p, t.one("Slow and steady wins the race.", "It is better to keep going than to boast.")),
    ]


def greedy(t):
    p, f = t.animal(), t.animal()
    food = t.one("apples", "berries", "nuts", "pears", "mushrooms")
    return [
        t.open(p) + f" {p.name} found a tree full of {food}. " + t.one(f'"These are all mine!" {p.he} said.', f"{p.He} decided to tell no one."),
        f"A hungry {f.kind} named {f.name} came by. " + f'"May I have some {food}?" asked {f.name}. ' + t.one(f'"No," said {p.name}. "I found them first."', f'"Go away," said {p.name}. "There are not enough."') + f" {f.name} walked away sadly.",
        f"{p.name} ate and ate until {p.his} stomach hurt. Then {p.he} tried to carry the rest home, but there were too many. " + t.one(f"{p.He} fell into a ditch and could not get out.", f"{p.He} slipped and rolled into a deep hole."),
        f'"Help!" cried {p.name}. It was {f.name} who heard {p.him}. {f.name} ' + t.one("let down a long branch and pulled.", "found a strong vine and pulled with all might.") + f" At last, {p.name} was free. " + f'"Why did you help me?" asked {p.name}. "I was not kind to you." "You needed help," said {f.name}.',
        t.end(p, t.one(f"{p.name} was ashamed, and {p.he} gave half of the {food} to {f.name}.", f"After that, {p.name} shared the {food} with everyone.")),
    ]


def old_tree(t):
    p, f = t.child(), t.child()
    tree = t.one(*TREES)
    use = t.one("a new road", "a parking place", "a big shop", "a fence")
    return [
        t.open(p) + f" In the middle of the town stood an old {tree}. {p.name} loved to sit under it and read.",
        f"{t.day()}, the mayor said, \"We will cut down the tree and make room for {use}.\" " + t.one(f"{p.name} was very sad.", f"{p.name} could not believe it.") + f' "We have to do something," {p.he} told {p.his} friend {f.name}.',
        t.one("The two friends painted a big sign and sat under the tree.", "The two friends went from door to door and told everyone.") + " Soon more children came, and then their parents came, too. " + t.one('"I climbed this tree when I was young," said the baker.', '"We were married under this tree," said an old woman.'),
        t.one("The mayor listened for a long time.", "The mayor looked at all the people.") + f" Then the mayor smiled. \"I see that this tree belongs to all of you,\" came the answer. \"We will find another place for {use}.\" Everyone cheered.",
        t.end(p, t.one("Even small voices can be heard when they speak together.", f"The old {tree} is still there, and its leaves still whisper in the wind.")),
    ]


def snow(t):
    p, f = t.child(), t.child()
    nose = t.one("a carrot", "a pine cone", "a red apple")
    return [
        t.open(p) + f" One winter morning, {p.name} looked out the window. The whole world was white with snow.",
        f"{p.name} put on {p.his} boots and ran outside. {p.His} friend {f.name} was already there. " + f'"Let us build a snowman!" said {f.name}. They rolled a big ball, then a smaller one, and then a very small one. They gave the snowman {nose} for a nose.',
        t.one("When they were done, the snowman looked a little cold.", "But something was missing.") + f" {p.name} took off {p.his} own {t.one(*COLORS)} scarf and put it around the snowman's neck. " + t.one(f'"Now he is warm," {p.he} said.', f'"Now he looks happy," said {f.name}.'),
        f"That night the wind blew hard. In the morning, the scarf was hanging on {p.name}'s door, neatly folded. " + t.one("There were big round tracks in the snow.", "Beside it lay a star made of ice.") + f' "He said thank you," whispered {f.name}.',
        t.end(p, t.one("No one else believed it, but the two friends knew.", f"{p.name} gave the scarf to the snowman again, just to be sure.")),
    ]


def dragon(t):
    d = Person(t.pick(["Ember", "Smoke", "Cinder", "Spark"]), "dragon", t.one("he", "she"))
    c = t.child()
    hot = t.one("soup", "tea", "porridge")
    return [
        t.open(d, t.one("a cave on a high mountain", "a cave above a little village")) + f" All the other dragons could breathe fire, but {d.name} could only blow warm air. " + t.one("The others laughed.", f"{d.name} was ashamed."),
        f"{t.day()}, {d.name} flew down to the valley to be alone. There {d.he} met a {c.kind} named {c.name}. " + t.one(f'"Are you going to burn me?" asked {c.name}.', f'"Please do not eat me," said {c.name}.') + f' "I cannot," said {d.name}. "I have no fire. I can only blow warm air."',
        f"{c.name} thought for a moment. " + f'"But warm air is just what we need!" {c.he} said. "It is so cold in our village, and we have no wood." So {d.name} went with {c.him}. The dragon blew warm air into every house, and the {hot} grew hot, and the children stopped shivering.',
        t.one("All the people thanked the dragon.", "The people made a great feast for the dragon.") + f' "A dragon with fire would have burned our homes," they said. "But you kept us warm." ' + t.one(f"{d.name} was so happy that {d.he} glowed.", f"For the first time, {d.name} was proud."),
        t.end(d, t.one("What makes you different may be your greatest gift.", f"Every winter, {d.name} came back to the village to visit {c.name}.")),
    ]


def robot(t):
    n = t.pick(["Bolt", "Rivet", "Copper", "Tick", "Widget"])
    c = t.child()
    job = t.one("swept the streets", "watered the flowers", "carried the letters")
    return [
        t.one(f"Once upon a time, there was a small robot named {n}.", f"In a city of tall towers, there was a small robot named {n}.") + f" Every day, {n} {job}. Everyone was busy, and no one ever said hello.",
        f"{t.day()}, {n} found a {c.kind} crying on a bench. " + f'"Why are you sad?" asked the robot. "I am lost," said the {c.kind}. "My name is {c.name}, and I cannot find my home."',
        f'"I know every street in the city," said {n}. "Take my hand." ' + t.one("They walked past the fountain and over the bridge.", "They walked past the market and under the clock tower.") + f" The robot's lamp lit the way. As they walked, {c.name} told {n} stories, and the robot learned how to laugh.",
        f"At last, they came to a {t.one(*COLORS)} door. " + f'"This is my house!" cried {c.name}. {c.His} mother ran out and hugged {c.him}. Then {c.name} turned around. "Will you be my friend?" {c.he} asked. ' + t.one(f"A warm light began to glow in the robot's chest.", f'"I would like that very much," said {n}.'),
        t.one(f"After that, {n} still {job} every day. But now {c.name} always stopped to say hello.", f"And {n} was never lonely again."),
    ]


def star(t):
    p = t.child()
    return [
        t.open(p) + f" Every night, {p.he} looked out the window and counted the stars.",
        f"One night, a star was missing. " + f"{p.name} put on {p.his} coat and went outside. In the garden, {t.one('under the ' + t.one(*TREES), 'in the wet grass', 'beside the well')}, {p.he} found a tiny star. It was hardly shining at all. " + t.one('"I fell," said the star. "I do not know how to get home."', '"I am lost," said the star. "The sky is so far away."'),
        f"{p.name} picked up the star with both hands. " + t.one(f"{p.He} climbed the highest hill, but the sky was still too far.", f"{p.He} stood on a chair, and then on the roof, but the sky was still too far.") + f' "I need someone who can fly," thought {p.name}. So {p.he} called to the owl. "Will you carry the star home?"',
        t.one("The owl took the star gently in its claws.", "The owl bowed its head and spread its wide wings.") + " Up it flew, past the clouds and past the moon. Soon there was a new light in the sky. " + t.one("It blinked twice, as if to say thank you.", "It was the brightest star of all."),
        t.end(p, t.one(f"Now, whenever {p.name} counts the stars, one of them winks.", "No one is too small to help a star.")),
    ]


def diary(t):
    p, pet = t.child(), t.one("cat", "dog")
    n = t.pick(ANIMAL_NAMES)
    place = t.one("the beach", "the mountains", "the lake", "the zoo", "the fair")
    lost = t.one("hat", "lunch", "shoe", "map")
    return [
        "Dear diary, " + t.one(f"today was the best day ever. We went to {place}!", f"I have so much to tell you. Today we went to {place}."),
        t.one("At first, everything went wrong.", "The morning did not start well.") + f" It rained, and I lost my {lost}. " + t.one("I wanted to go home.", "I was so cross that I would not talk to anyone.") + f" Even our {pet}, {n}, looked sad.",
        f"Then my friend {p.name} said, \"Let us make up a game.\" {p.He} said that we were explorers and that the rain was part of the adventure. " + t.one("We jumped in all the puddles.", f"We built a little house out of sticks, and {n} was our guard."),
        f"Suddenly, {n} began to bark. " .replace("bark", "bark" if pet == "dog" else "meow") + f"The {pet} had found my {lost} under a bench! Then the sun came out, and we saw a rainbow. " + t.one(f'"You see?" said {p.name}. "You need rain for a rainbow."', "We all cheered."),
        t.one("I am very tired now, but I am happy. Good night, diary.", f"I will never forget this day. Tomorrow I will thank {p.name} again. Good night."),
    ]


def pencil(t):
    p = t.child()
    wish = t.one("a bowl of candy", "a new bicycle", "a crown", "a pile of gold")
    need = t.one("a warm coat", "a pair of boots", "a loaf of bread", "a blanket")
    who = t.one("an old man", "an old woman")
    wh = "he" if who.endswith(" man") else "she"
    return [
        t.open(p) + f" {t.day()}, {p.he} found a pencil in the street. {p.He} drew an apple with it, and the apple became real! It was a magic pencil.",
        f"{p.name} was very excited. " + f'"I can have anything I want," {p.he} said. But when {p.he} looked at the pencil, it was already shorter. ' + t.one("There was only enough left for one more drawing.", "It could make only one more thing."),
        f'"I will draw {wish}," thought {p.name}. Just then, {who} walked by, shivering and tired. ' + f'"Do you have anything to spare?" {wh} asked.' + t.one(f" {p.name} looked at the pencil for a long time.", f" {p.name} thought about {wish}. Then {p.he} thought again."),
        f"Then {p.he} drew {need}. It became real, and {p.name} gave it away. The pencil was gone. " + f'"You have a good heart," said {who.replace("an ", "the ")}, and {wh} ' + t.one("was gone like smoke.", "walked away with a smile.") + f" When {p.name} came home, there was a whole box of pencils on {p.his} bed.",
        t.end(p, t.one(f"They were not magic, but {p.name} drew with them every day.", "Those who give are never poor.")),
    ]


def thorn(t):
    l = Person(t.pick(["Leander", "Goldie", "Rufus", "Samson"]), "lion", "he")
    m = Person(t.pick(ANIMAL_NAMES), "mouse", t.one("he", "she"))
    return [
        t.one(f"Once upon a time, a great lion named {l.name} ruled the forest.", f"Long ago, there was a great lion named {l.name}. All the animals were afraid of him."),
        f"{t.day()}, the lion stepped on a thorn. " + t.one("He roared with pain.", "It hurt so much that he could not walk.") + " The bear was too big to pull it out. The fox was too afraid to come near.",
        f"Then a little mouse named {m.name} came out of the grass. " + f'"I can help you," said {m.name}. The lion laughed. "You are too small to help me." ' + t.one(f'"Small hands are good for small things," said {m.name}.', f'"Let me try," said {m.name}.') + f" And {m.he} took hold of the thorn and pulled it out.",
        t.one("At once, the pain was gone.", f"The lion put down his foot. It did not hurt anymore.") + f' "I was wrong to laugh at you," said {l.name}. "From now on, you are my friend, and no one may harm you." ' + t.one(f"{m.name} rode home on the lion's back.", f"{m.name} bowed, and the lion bowed, too."),
        t.one("No friend is too small, and no help is too little.", "And the lion and the mouse were friends for the rest of their days.", "The end."),
    ]


def drum(t):
    p = t.animal()
    thing = t.one("drum", "flute", "violin", "trumpet")
    danger = t.one("a fire", "a flood", "a great storm")
    return [
        t.open(p) + f" {p.name} loved to play the {thing}. {p.He} played in the morning, and {p.he} played at night.",
        f'"Too loud!" said the owl. "Too late!" said the badger family. ' .replace("badger", "hare") + t.one(f"{p.name} was sad and put the {thing} away.", f"So {p.name} hid the {thing} in a hollow log and was quiet."),
        f"One night, {danger} came to the forest while all the animals were asleep. {p.name} saw it first. {p.He} shouted, but no one could hear {p.him}. " + t.one(f"Then {p.he} remembered the {thing}.", f'"My {thing}!" {p.he} thought.'),
        f"{p.name} played as loudly as {p.he} could. The animals woke up and ran to the safe side of the hill. Everyone was saved! " + t.one('"We are sorry," said the owl. "Your music saved our lives."', f'"Please play for us again," said the owl.'),
        t.end(p, t.one(f"Now {p.name} plays the {thing} every evening, and all the animals dance.", "What is too loud on a quiet day may be just right when it is needed.")),
    ]


def sleepless_king(t):
    who, he, his = t.one(("king", "he", "his"), ("queen", "she", "her"))
    him = "him" if he == "he" else "her"
    c = t.child()
    sound = t.one("the sea", "the rain", "the wind in the trees", "the crickets in the grass")
    return [
        t.one(f"Once upon a time, there was a {who} who could not sleep.", f"Once upon a time, in a great castle, there lived a {who} who could not sleep.") + f" {he.title()} had " + t.one("the softest bed in the land.", "a hundred pillows and a bed of gold.") + f" But every night, {he} lay awake.",
        f"Doctors came from far away. One brought medicine. One brought a song. " + t.one("Nothing helped.", f"But the {who} still could not sleep.") + f" Then a {c.kind} named {c.name}, who worked in the kitchen, said, \"May I try?\" Everyone laughed, but the {who} nodded.",
        f'"What did you do today?" asked {c.name}. "I sat on my throne," said the {who}. "And what did you do yesterday?" "I sat on my throne." ' + f'"Then come with me," said {c.name}. They walked in the fields, and they picked apples, and they carried water until the sun went down.',
        f"That night, {c.name} opened the window. " + f'"Listen to {sound}," {c.he} said. The {who} ' + t.one("closed both eyes and was asleep before the candle went out.", f"lay down, and soon there was only the sound of quiet breathing."),
        t.one(f"From then on, the {who} worked in the garden every day and slept well every night.", f"And {c.name} became the wisest helper in the castle.", "A good day makes a good night."),
    ]


def goats(t):
    p, f = t.animal(), t.animal()
    water = t.one("river", "deep stream", "canyon")
    return [
        t.open(p) + f" On the other side of the {water} lived {a(f.kind)} named {f.name}. Between them was a very narrow bridge.",
        f"{t.day()}, {p.name} and {f.name} met in the middle of the bridge. " + f'"Go back," said {p.name}. "I was here first." "No, you go back," said {f.name}. ' + t.one("Neither of them would move.", "They pushed, and the bridge began to shake."),
        t.one("The sun went down, and it grew cold.", "They stood there until it began to rain.") + f" {p.name} was hungry. {f.name} was tired. " + t.one(f'"This is silly," said {p.name} at last.', f'Then {p.name} began to laugh. "Look at us," {p.he} said.') + f' "If I lie down, you can step over me."',
        f"So {p.name} lay down, and {f.name} stepped over {p.him} very carefully. " + f'"Thank you," said {f.name}. "Next time, I will lie down for you." ' + t.one("They both got home in time for supper.", "Both of them went home warm and dry."),
        t.end(p, t.one("It is better to be kind than to be first.", f"After that, {p.name} and {f.name} met at the bridge every week, just to talk.")),
    ]


def umbrella(t):
    p = t.child()
    color = t.one(*COLORS)
    a1, a2, a3 = t.pick(["mouse", "frog", "cat"]), t.pick(["rabbit", "duck", "hedgehog"]), t.pick(["fox", "dog", "goat"])
    return [
        t.open(p) + f" {p.name} had a big {color} umbrella. One day, it began to rain while {p.he} was walking home.",
        f"By the road sat a wet {a1}. " + f'"May I come under your umbrella?" asked the {a1}. "Of course," said {p.name}. "There is room for you." A little later, they met a {a2}. "There is room for you, too," said {p.name}.',
        f"Then they met a {a3}. " + t.one(f'"There is no more room," said the {a1}.', f'"You are too big," said the {a2}.') + f' But {p.name} said, "There is always room for one more." They all stood very close together, and the {a3} came in.',
        t.one("Now everyone was warm because they were so close.", "It was crowded, but it was cozy.") + f" When the wind tried to take the umbrella away, the {a3} held it tight. " + t.one(f'"It is good that we let you in," said the {a1}.', f'"Thank you," said the {a2}.'),
        t.end(p, t.one("At last, the rain stopped, and a rainbow filled the sky.", "There is always room for a friend.")),
    ]


def clock(t):
    n = t.pick(["Mr. Bell", "Mr. Finch", "Mr. Moss"])
    c = t.child()
    part = t.one("spring", "wheel", "screw", "hand")
    return [
        t.one(f"Once upon a time, {n} made clocks in a little shop.", f"The old clockmaker was called {n}. His shop was full of clocks.") + " " + t.one("Tick, tock, they said all day long.", "There were big clocks and small clocks, and all of them told the right time."),
        f"{t.day()}, the great clock in the tower stopped. No one knew when to open the shops, and the children came late to school. {n} climbed up the tower, but " + t.one("his eyes were old, and he could not see what was wrong.", "his hands shook too much for such small work."),
        f'"May I look?" asked {c.name}, {a(t.one("small", "young", "clever"))} {c.kind} who loved clocks. ' + f"{c.He} crawled in among the wheels. It was dark and dusty inside. There, {c.he} saw the trouble. A tiny {part} had come loose, and a spider had made its home on it.",
        f"{c.name} moved the spider gently to a corner and put the {part} back. Tick, tock! The great clock began to ring. All the people in the square looked up and clapped. " + t.one(f'"I have been looking for a helper," said {n}. "Would you like to learn?"', f'"You have good eyes and careful hands," said {n}.'),
        t.one(f"Now there are two clockmakers in the shop, and every clock is right.", f"And that is how {c.name} became a clockmaker.", f"{c.name} learned that a very small thing can stop a very big one."),
    ]


def letter(t):
    p = t.child()
    g = t.one("grandmother", "grandfather")
    gh, gn = ("she", "Grandmother") if g == "grandmother" else ("he", "Grandfather")
    return [
        t.open(p) + f" {p.His} {g} lived far away, and {p.name} missed {'her' if gh == 'she' else 'him'} very much.",
        f"{t.day()}, {p.name} wrote a letter. " + f'"Dear {gn}," {p.he} wrote, "I miss you. ' + t.one("The garden is full of flowers.", "I lost a tooth today.", "Our cat has three kittens.") + f' Love, {p.name}." ' + f"{p.He} put it in the mailbox and waited.",
        t.one("One day passed, and then another.", "A whole week went by.") + f" No letter came. " + t.one(f'"Maybe my letter got lost," said {p.name}.', f'"Maybe {gh} forgot me," thought {p.name}.') + f" {p.He} sat by the window and looked at the road.",
        f"Then there was a knock at the door. {p.name} opened it. There stood {p.his} {g} with a big bag! " + f'"Your letter was so nice that I wanted to bring the answer myself," {gh} said. ' + t.one(f"{p.name} laughed and hugged {'her' if gh == 'she' else 'him'} tight.", f"{p.name} was so happy that {p.he} could not speak."),
        t.end(p, t.one(f"They ate {t.one(*FOODS)} and talked until late.", "A few kind words can travel a long way.")),
    ]


def boat(t):
    p, f = t.child(), t.child()
    treasure = t.one("a box of old letters", "a ring of shells", "a chest full of books", "a spring of sweet water")
    return [
        t.open(p) + f" {p.name} and {p.his} friend {f.name} built a small boat out of wood. They named it the {t.one('Swallow', 'Sea Star', 'Little Wave', 'Brave Duck')}.",
        f"{t.day()}, they rowed to the island in the middle of the lake. " + f'"Maybe there is treasure," said {f.name}. ' + t.one("They walked along the shore and looked under every stone.", "They followed a path between the trees."),
        f"Under a fallen tree, they found {treasure}. But when they came back to the shore, the boat was gone! It had drifted away. " + t.one(f"{f.name} was frightened.", f"{f.name} began to cry.") + f' "Do not be afraid," said {p.name}. "We will think of something."',
        f"{p.name} " + t.one("tied a white shirt to a long stick and waved it.", "made a small fire with a lot of smoke.") + " On the far shore, a fisherman saw it. He rowed across the lake and brought them home, and he brought back their boat, too. " + t.one('"Next time, tie your boat to a tree," he said.', '"You were clever to make a sign," he said.'),
        t.end(p, t.one(f"{p.name} and {f.name} told everyone about {treasure}.", "When you are in trouble, stay calm and think.")),
    ]


PLOTS = [lost_toy, hungry_bird, afraid_of_dark, lighthouse, seed, kite, cake, truth, lost_pet, swim, new_child, race, greedy,
         old_tree, snow, dragon, robot, star, diary, pencil, thorn, sleepless_king, umbrella, letter, boat]
# These plots are never trained on: they measure what carries over to a story of a new shape.
HELD_OUT_PLOTS = [drum, goats, clock]


def story(seed_, plots=None):
    """One story; the same seed gives the same story."""
    t = Teller(seed_)
    parts = t.one(*(plots or PLOTS))(t)
    return t.one("\n\n", "\n\n", " ").join(parts)


if __name__ == "__main__":
    for number in map(int, sys.argv[1:]):
        print(story(number), "\n")

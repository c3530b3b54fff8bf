"""Children at school and at play: how friends quarrel, share, tell the truth and make up again."""

import lexicon as words
from beats import ending, friend, one_day, opening
from teller import Person, with_article

# what two friends build, what the first one brings and what the second one brings
BUILDS = [
    ("raft", "logs", "rope"), ("tree house", "boards", "nails"), ("kite", "sticks", "paper"), ("cart", "wheels", "boards"),
    ("swing", "rope", "seat"), ("rabbit hutch", "boards", "wire"), ("puppet theater", "curtain", "boards"),
    ("tent", "poles", "cloth"), ("bird house", "nails", "boards"), ("sled", "runners", "planks"), ("windmill", "sails", "pole"),
    ("wagon", "box", "wheels"), ("boat", "planks", "sail"), ("seesaw", "plank", "log"), ("robot", "tin cans", "wire"),
    ("doll house", "boxes", "glue"), ("weather vane", "arrow", "post"), ("fort", "boards", "bricks"),
]
LANDS = [
    "a land of high mountains", "an island in a warm sea", "a city across the ocean", "a country where it never snows",
    "a village under palm trees", "the far north", "a town on the other side of the world", "a land of deserts and dates",
    "a place a thousand miles away", "a farm beyond the sea", "a harbor town in the south", "a valley of rice fields",
]
# what one child does, what the other does back, and what it all began with
GREETINGS = [
    ("drew a fish on the ground with a bit of chalk", "drew a boat above it", "a fish made of chalk"),
    ("made a star out of a loop of string", "took the string and turned the star into a bridge", "a loop of string"),
    ("rolled a marble over the stones", "sent it back with one quick flick", "a marble"),
    ("folded a bird out of a scrap of paper", "folded a frog that could hop", "a paper bird"),
    ("clapped three times", "clapped five times, first slow and then fast", "three claps"),
    ("whistled like a blackbird", "whistled like a bird that nobody there had ever heard", "a whistle"),
    ("built a little tower of stones", "put a leaf on top for a flag", "a tower of stones"),
    ("jumped over a puddle on one leg", "jumped back on the other leg", "a puddle"),
    ("made the shadow of a rabbit on the wall", "made the shadow of an elephant, with a trunk that moved", "a shadow"),
    ("drew a line in the sand with a stick", "made the line into a long snake", "a line in the sand"),
    ("balanced a pencil on one finger", "balanced a ruler on the tip of the nose", "a pencil"),
    ("threw a paper plane", "folded one with longer wings, and it flew twice as far", "a paper plane"),
    ("tapped on the bench like a drum", "tapped on a lunch box, twice as fast", "a drum that was really a bench"),
    ("made a ring of daisies", "made a crown of yellow leaves", "a ring of daisies"),
    ("kicked a ball softly across the yard", "stopped it with one heel and kicked it back", "a ball"),
    ("pulled a very silly face", "pulled one that was even sillier", "a silly face"),
]
BREAKABLE = [
    "blue vase", "glass bowl", "brown teapot", "white flowerpot", "round mirror", "china dog", "sugar bowl", "tall lamp",
    "clay jug", "cookie jar", "yellow plate", "little clock", "glass swan", "painted egg", "milk jug", "china cup",
]
CULPRITS = ["cat", "dog", "goat", "goose", "pig", "rooster", "donkey", "turkey"]
# what is lent; what goes wrong with it, from "the" on; how it is mended
LENT = [
    ("umbrella", "the wind turned it inside out and broke a rib", "a new rib made of wire"),
    ("story book", "a page was torn in two", "glue and a strip of thin paper"),
    ("kite", "it tore on a branch", "a patch of bright cloth"),
    ("drum", "the drumskin split", "a new skin"),
    ("sled", "it hit a stone, and a runner broke", "a new runner made of ash wood"),
    ("bicycle", "it hit a curb, and the front wheel bent", "a hammer and a great deal of patience"),
    ("lantern", "it fell, and the glass cracked", "a new piece of glass"),
    ("fishing rod", "it snapped at the tip", "a little ring of brass"),
    ("straw hat", "a goat chewed a hole in the brim", "a wide new ribbon"),
    ("toy boat", "the mast snapped", "a new mast cut from a twig"),
    ("fiddle", "a string broke with a loud ping", "a new string"),
    ("basket", "the handle came off", "two fresh willow twigs"),
    ("watering can", "the spout was bent flat", "a pair of pliers"),
    ("puppet", "an arm came off", "a hook and a bit of thread"),
    ("wool blanket", "it caught on a nail and got a long hole", "a needle and red wool"),
    ("wooden sword", "it broke at the hilt", "glue and a piece of cord"),
    ("telescope", "it fell, and the small lens came loose", "a tiny screw"),
    ("skipping rope", "one of its handles split", "a new handle carved from beech"),
]

# what the play is about, the great part in it and the line that gets lost
PLAYS = [
    ("a dragon who was afraid of the dark", "dragon", "Who will light a lamp for me?"),
    ("a captain who looked for the end of the sea", "captain", "Land! I see land!"),
    ("a bear who could not sleep", "bear", "Is it spring already?"),
    ("a giant who grew smaller every day", "giant", "Who put the sky so high up?"),
    ("a fox who wanted to be good", "fox", "Today I will not steal a single hen."),
    ("a wizard who forgot every spell", "wizard", "Now I remember the magic word!"),
    ("a lion with a sore paw", "lion", "Is nobody brave enough to help me?"),
    ("a cloud that could not rain", "cloud", "Oh, if only I could cry!"),
    ("a baker who baked the moon", "baker", "The moon is done, and it is hot!"),
    ("a wolf who loved music", "wolf", "May I sing with you?"),
    ("a traveler in a snowstorm", "traveler", "Which of these roads leads home?"),
    ("a shepherd who counted the stars", "shepherd", "One star is missing!"),
    ("a snowman who wanted to see the summer", "snowman", "What is that warm yellow thing?"),
    ("a mouse who sailed to the moon", "mouse", "It does not taste of cheese at all!"),
]
SMALL_PARTS = ["tree", "rock", "bush", "haystack", "snowdrift", "hedge", "lamp post", "wall", "mushroom", "scarecrow", "stump", "barrel"]
LISTENERS = [
    "hens", "cows", "cabbages", "ducks", "dolls", "spoons", "goats", "sheep", "snails", "apple trees", "geese", "rabbits", "boots",
    "teacups", "pumpkins", "stars",
]
# what can be learned, each with beats for how it goes wrong, what helps, how it goes well at last
SKILLS = [
    ("ride a bicycle", """
        The bicycle was too wild for {p}. It went left when {p.he} wanted to go right, and then it lay on top of {p.him}.
        {p} sat on the bicycle, pushed off, and landed in the hedge. The second time {p.he} landed in the ditch.
        First {p} fell to the left. Then {p.he} fell to the right. Then {p.he} rode into the gate.
    """, """
        "You are looking at the front wheel," said {h}. "Look at where you want to go."
        "Do not look down," said {h}. "A bicycle goes where your eyes go."
    """, """
        {h} ran along and held the seat. "Do not let go!" cried {p}. There was no answer. {h} had let go long ago, and {p} was riding all alone.
        {p} looked at the big elm at the end of the lane, and the bicycle rolled straight to it. {p} had not even noticed that {h} was no longer holding on.
    """),
    ("swim", """
        {p} kicked and splashed and went down like a stone. {p.He} came up with water in {p.his} nose.
        The lake was cold. Each time {p} lifted {p.his} feet, {p.he} was sure that {p.he} would sink, and so {p.he} sank.
        {p} swam three strokes with one foot on the bottom. When {p.he} took the foot away, {p.he} swallowed half the lake.
    """, """
        "You are fighting with the water," said {h}. "Lie on it first, as you lie on your bed."
        "Learn to float before you swim," said {h}. "Look at the sky and breathe slowly."
    """, """
        {p} lay back and looked at a cloud. The water held {p.him}! Then {p.he} moved {p.his} arms and legs like a frog, and the shore went by.
        For three days {p} only floated. On the fourth day {p.he} turned over, stretched out {p.his} arms and swam to the raft and back.
    """),
    ("skate", """
        On the ice, {p}'s feet ran off in two directions. {p.He} sat down with a bump, and then with another bump.
        {p} took one step on the ice and lay on {p.his} back. {p.He} got up, took one more step and lay on {p.his} front.
        {p} held on to the rail and would not let go. When {p.he} did, {p.he} slid under a bench.
    """, """
        "Bend your knees," said {h}, "and push that kitchen chair in front of you."
        "You are as stiff as a broom," said {h}. "Bend your knees and walk like a duck."
    """, """
        {p} went around the pond with bent knees, slowly, and then not so slowly. By evening {p.he} was gliding like a swan.
        Step by step it went better. Suddenly there was a long, smooth hiss under {p.his} skates, and {p} flew across the ice.
    """),
    ("read", """
        The letters jumped about like fleas. By the time {p} got to the end of a word, {p.he} had lost the beginning.
        {p} looked at the page and saw only black ants. {p.He} guessed, and guessed wrong, again and again.
        To {p}, "was" looked like "saw", and "on" looked like "no". {p.He} shut the book with a bang.
    """, """
        "Put your finger under each letter," said {h}, "and read me just one line every evening."
        "We will read one word a day," said {h}, "and you may choose the word."
    """, """
        They did that all winter long. One day, {p} walked past a shop and the sign spoke to {p.him}. "Fresh rolls," it said. {p.He} had read it without trying!
        Evening after evening, {p} went on. In spring {p.he} opened a book about pirates, and when {p.he} looked up again, it was dark outside and {p.he} was on page twelve.
    """),
    ("whistle", """
        {p} blew and blew. All that came out was air, and now and then a bit of bread.
        {p} puffed up {p.his} cheeks until {p.he} was as red as a beet. There was not a sound.
        {p} tried it in the bath and in the barn and on the way to school. It sounded like a leaky tire.
    """, """
        "Make your lips small," said {h}, "as if you were going to kiss a mouse."
        "Wet your lips and blow softly," said {h}. "You blow like a storm. Blow like a breeze."
    """, """
        {p} practiced for nine days. On the tenth, there was a thin, clear sound, and all the sparrows looked up. It was {p}!
        {p} did it a hundred times more. Then, in the middle of the street, it came out, as clear as a bird, and three dogs ran up to {p.him}.
    """),
    ("row a boat", """
        {p} pulled with all {p.his} might, and the boat went around and around like a leaf.
        One oar dug too deep, and the other flew up in the air. {p} fell over backward with both feet up.
        {p} rowed for half an hour. Then {p.he} saw that {p.he} was still tied to the dock, and later {p.he} rowed into the reeds.
    """, """
        "Both arms together," said {h}, "and say one, two, one, two, as you pull."
        "Pull long and slow," said {h}, "and keep your eye on the church tower behind us."
    """, """
        One, two, went the oars, one, two. The boat stopped turning. It slid across the lake, and the water whispered under it.
        {p} took a deep breath and pulled, long and slow. The boat drew a straight line over the lake, from one shore to the other.
    """),
    ("tie shoes", """
        {p} made a loop, and the loop fell over. {p.He} made two loops, and there was a knot that nobody could open.
        The laces were like two snakes. {p} got one of them around {p.his} thumb, and the thumb turned blue.
        {p} tied and tied. When {p.he} stood up, {p.he} had tied the left shoe to the right one.
    """, """
        "Make two rabbit ears," said {h}. "Now one rabbit hops over the other and into the hole."
        "Do it slowly with thick red string first," said {h}, "and later with the thin laces."
    """, """
        {p} practiced on the leg of the table, until the table had forty bows. Then {p.he} tried it on {p.his} own foot, and it held!
        {p} tied everything in the house, even the tail of the toy horse. And one morning {p.he} looked down, and there were two fine bows on two shoes.
    """),
    ("juggle", """
        {p} threw up three apples. One hit the lamp, one hit the cat, and one hit {p}.
        The balls rolled under the bed, under the stove and down the stairs. {p} spent more time on {p.his} knees than on {p.his} feet.
        {p} could throw well enough, but {p.he} had only two hands, and they were always in the wrong place.
    """, """
        "Begin with one ball," said {h}. "When one is easy, take two."
        "Stand in front of your bed," said {h}, "and throw just one ball, always as high as your nose."
    """, """
        {p} threw one ball for a week and two balls for another week. Then came the third, and for a moment all of them hung in the air like planets.
        It took a month. But then one, two, three, up they went, and down they came, and {p} caught every one of them.
    """),
]

TOWNS = [
    "a city by the sea", "a town behind the mountains", "the other end of the country", "a big city full of trams", "an island in the north",
    "a village near the border", "a town with seven bridges", "a farm in the far west", "a house beside a lighthouse", "the capital",
]
# what two friends always did together; what they can do far apart at the same hour
HABITS = [
    "climbed the old apple tree", "raced through the lanes", "fed the ducks", "built dams in the brook", "sat on the wall and ate plums",
    "played marbles under the stairs", "swapped books", "caught frogs and let them go again", "jumped rope", "sailed walnut shells",
    "made soup out of mud", "looked for fossils", "told each other ghost stories", "rode on the same old bicycle",
]
FAR_TOGETHER = [
    "look at the moon", "ring a bell three times", "eat a pancake", "wave at the sky", "light a candle in the window", "sing our song",
    "jump as high as you can", "blow a soap bubble", "look for the brightest star", "drink a cup of cocoa", "stand on one leg",
    "put one hand on the windowpane", "whistle out of the window", "make a wish",
]
ENCLOSED = [
    "a pressed maple leaf", "a grey gull feather", "a tram ticket", "a flat white stone", "a bit of blue ribbon", "a drawing of a lighthouse",
    "a poppy seed pod", "a tiny shell", "a paper star", "a sunflower seed", "a photo of a fat cat", "a silver thread", "a snail shell",
]
NEWS = [
    "There is a new puppy next door, and it has eaten my cap.", "I lost a tooth in a sandwich.", "The brook has flooded the school yard.",
    "I can count to ten in French.", "The baker has made a loaf as long as a dog.", "Our cat has had five kittens.",
    "It snowed so much that we climbed out of the window.", "I fell into the fountain with my shoes on.", "My hens have learned to climb stairs.",
    "I found a beetle with golden legs.", "My voice was too loud in the choir, so now I play the triangle.", "I have grown a whole inch.",
]
TAKEN = [
    "cap", "scarf", "bag of marbles", "lunch box", "pencil case", "whistle", "spinning top", "sling bag", "pocket mirror", "toy car",
    "kite", "paint box", "ball", "flute", "notebook", "skipping rope", "lucky stone", "yo-yo",
]
# why the bully cries, and what helps
TROUBLES = [
    ("""
        "My dog has run away," said {b}. "I have looked for him everywhere, and he is old and half blind."
        "It is my dog," sobbed {b}. "Somebody left the gate open, and now he is gone."
    """, """
        {p} asked what the dog liked best. "Sausages," said {b}. So they went to the butcher's yard, and there the old dog lay, fast asleep.
        Together they walked down every lane and called. {p} heard a faint bark behind the mill, and there was the dog, with his collar caught on a nail.
    """),
    ("""
        {b} held up a letter. "It is from my father," {b.he} said. "He is at sea. And I cannot read it."
        There was a letter on {b}'s knees. "My father wrote this," said {b}, "and I do not know what it says. I never learned to read well."
    """, """
        {p} sat down and read the letter aloud, twice from beginning to end. {b}'s father was well, and he would be home by winter.
        {p} read it slowly, line by line. "I think of you every night," it said. {p} read that line three times, because {b} wanted to hear it again.
    """),
    ("""
        {b} had one foot between the bars of an iron gate, and it would not come out.
        {b}'s foot was stuck deep between two roots. "I have been here for an hour," {b.he} said.
    """, """
        {p} ran to the bakery and came back with a lump of butter. They rubbed it on, {p} pulled, and out came the foot with a pop.
        {p} undid the boot, lace by lace. Then {b} could pull {b.his} foot out, and after that they got the boot out too.
    """),
    ("""
        {b}'s coat was torn from the pocket to the hem. "It is my brother's," {b.he} said, "and I took it without asking."
        There was a great hole in {b}'s coat. "I climbed a fence," {b.he} said. "It is the only coat that we have."
    """, """
        {p} had learned to sew from an aunt. In half an hour, the coat was whole again, and one had to look closely to see the seam.
        {p} fetched a needle and some thread from home, and they sat on the steps and sewed. When they were done, one could hardly see it.
    """),
    ("""
        "My kitten is up there," said {b}, and pointed to the top of a tall tree. "And I am afraid of high places."
        High up in a tree, a kitten was crying. "She is mine," said {b}. "I am too heavy for the thin branches."
    """, """
        {p} was small and light. {p.He} climbed up, put the kitten into {p.his} shirt, and came down with only one scratch on {p.his} ear.
        {p} climbed from branch to branch and talked softly to the kitten. It jumped on {p.his} shoulder, and they came down together.
    """),
    ("""
        "I am hungry," said {b} in a low voice. "Mother is ill, and there was nothing in the house this morning."
        {b} had no lunch, and had not had any the day before. "It does not matter," {b.he} said, but {b.his} stomach growled.
    """, """
        {p} broke {p.his} bread in two and gave {b} the bigger half. Later {p} came back with a pot of soup for {b}'s mother.
        {p} had two eggs and an apple left. They shared it all, down to the last bite, and later they brought a basket to {b}'s mother.
    """),
]
# a pet, what is fine about it, what is not
PETS = [
    ("parrot", "could talk", "talked all night, and mostly about soup"),
    ("puppy", "ran to meet everybody with a dancing tail", "chewed two shoes and half a pillow"),
    ("kitten", "purred like a little engine", "climbed up the curtains at midnight and cried when it could not get down"),
    ("rabbit", "had ears as soft as silk", "dug up every carrot in the garden"),
    ("goat", "could pull a small cart", "ate three shirts from the washing line"),
    ("hen", "laid an egg every morning", "would not sleep anywhere but in the bed"),
    ("duckling", "walked behind people like a shadow", "had to be carried to the pond six times a day"),
    ("tortoise", "ate lettuce out of one's hand", "hid behind the stove, and it took a whole day to find it"),
    ("rooster", "was as bright as a flag", "crowed at four in the morning, right under the window"),
    ("pony", "could be ridden to school", "ate the hat off the postman's head"),
    ("hamster", "could put six nuts into its cheeks", "ran in its wheel all night long, and the wheel squeaked"),
    ("pig", "knew how to sit and give a foot", "rolled in the mud first and on the carpet after that"),
    ("lamb", "had curly white wool", "cried for milk every two hours"),
    ("goose", "watched the house better than any dog", "let nobody through the kitchen door, not even at supper time"),
    ("canary", "sang as sweetly as a flute", "began to sing at three in the morning"),
    ("donkey", "could carry two children", "would not take one step past the gate"),
    ("calf", "had huge, kind eyes", "drank the soup straight out of the pot"),
    ("crow", "could undo a knot", "stole all the teaspoons and the house key"),
]
# young animals, where they are, who comes, what they mean to do, what they do instead
NESTS = [
    ("four baby hedgehogs", "under the heap of leaves behind the school", "gardener", "burn the leaves", "raked all around the heap and left it alone"),
    ("five young owls", "in the hollow oak by the road", "woodcutter", "cut down the oak", "picked another tree, a dead one"),
    ("a nest of field mice", "in the last corner of the wheat", "farmer", "cut the wheat", "left the last corner standing"),
    ("three baby robins", "in the ivy on the old wall", "painter", "tear down the ivy", "painted the other walls first"),
    ("three fox cubs", "in the bank beside the road", "farmer", "dig away the bank", "put a little fence around the bank"),
    ("six baby rabbits", "in the long grass of the playing field", "gardener", "mow the field", "mowed a wide ring around them"),
    ("four wild kittens", "in the broken cart behind the barn", "carpenter", "saw up the cart", "put a roof over the cart"),
    ("a family of bats", "in the loft of the old mill", "miller", "nail up the loft", "left one window open for them"),
    ("a nest of larks", "in the middle of the meadow", "farmer", "mow the meadow", "mowed the other side of the brook"),
    ("two baby squirrels", "in the woodpile beside the church", "carpenter", "carry off the wood", "came back for the wood in the fall"),
    ("eight ducklings", "in the reeds by the pond", "weaver", "cut the reeds", "cut the reeds on the far shore"),
    ("a family of toads", "in the old well behind the inn", "innkeeper", "fill up the well", "laid a plank in it for the toads to climb"),
]
GAMES = ["tag", "fox and geese", "kick the can", "pirates", "stone statues", "cat and mouse", "wolf and sheep", "catch the hat", "robbers", "dragon's tail"]
# somebody, and the rule that suits them
RULES = [
    ("who had new shoes", "You do not have to step on muddy ground"),
    ("who was eating an apple", "Nobody can be caught while eating"),
    ("who could stand on one leg for an hour", "Whoever stands on one leg is safe"),
    ("who had a cold", "After a sneeze, everybody has to count to ten"),
    ("who lived close by", "My gate is a safe place, and only mine"),
    ("who was out of breath", "When I say stop, everybody has to stop"),
    ("who hated to be caught", "It only counts if you are caught twice"),
    ("who was very tall", "Nobody can be caught by someone shorter"),
    ("who was wearing a yellow cap", "People in yellow caps cannot be caught"),
    ("who could whistle", "If you whistle, you are invisible"),
    ("who had a little dog", "Anyone who is holding a dog is safe"),
    ("who was good at hiding", "Nobody may look for me longer than a minute"),
    ("who had the longest arms", "You may catch two people at once"),
    ("who did not like to run far", "Nobody may run more than twenty steps"),
]

MANNERS = """young kind curious cheerful brave clever lively thoughtful patient merry careful hopeful stubborn dreamy busy sensible
friendly funny dark-haired red-haired small tall strong polite helpful freckled sunny bright good-natured lucky""".split()


def _called(p, adjective):
    """Gives `p` an adjective that suits the plot."""
    p.adjective, p.an = adjective, with_article(adjective)
    return p


def _kid(t):
    return _called(t.child(), t.deal(MANNERS))


def _pair(t):
    """A girl and a boy in either order, so that each pronoun is clear."""
    pair = (t.girl(), t.boy()) if t.chance(0.5) else (t.boy(), t.girl())
    return tuple(_called(p, t.deal(MANNERS)) for p in pair)


def _elder(t, p):
    """A relative whose pronoun is not that of `p`."""
    return t.relative(*(("father", "grandfather", "uncle") if p.he == "she" else ("mother", "grandmother", "aunt")))


def _neighbor(t, p, kind="neighbor"):
    """A neighbor whose pronoun is not that of `p`."""
    title, he = ("Mr. ", "he") if p.he == "she" else ("Mrs. ", "she")
    return t._enter(Person(title + t.deal(words.SURNAMES), kind, he, t.one("old", "kind", "cheerful", "busy", "tall")))


def half_each(t):
    t.p, t.f = _pair(t)
    build, t.mine, t.theirs = t.one(*BUILDS)
    t.build, t.c, t.d, t.day = t.named_thing(build), t.color(), t.color(), one_day(t)
    opening(t, t.p)
    friend(t, t.p, t.f)
    t.paragraph()
    t.beat("""
        {day}, the two friends began to build {build.a}. {p} brought the {mine}, and {f} brought the {theirs}.
        {day}, {f} said, "Let us build {build.a}! I have the {theirs}." "And I have the {mine}!" said {p}.
        {day}, {p} said, "Let us build {build.a}! I have the {mine}." "And I have the {theirs}!" said {f}.
        {day}, {f} said, "With my {theirs} and your {mine}, we could build {build.a}." {p} thought that it was a fine idea.
        {day}, {f} came with the {theirs} and {p} came with the {mine}, because they wanted to build {build.a} together.
        {day}, they had a plan. They were going to make {build.a}. {p} had the {mine} for it, and {f} had the {theirs}.
        {day}, {p} said, "With my {mine} and your {theirs}, we could build {build.a}." {f} thought that it was a fine idea.
        {day}, {p} came with the {mine} and {f} came with the {theirs}, because they wanted to build {build.a} together.
    """)
    t.feel(t.p, "angry")
    t.feel(t.f, "angry")
    t.beat("""
        "We will paint it {c}," said {p}. "No, {d}," said {f}. "{c}!" shouted {p}. "{d}!" shouted {f}.
        But very soon they began to quarrel. {p} wanted to paint it {c}, and {f} wanted to paint it {d}.
        All went well until they talked about the paint. "{c} is best," said {p}. "{c} is ugly," said {f}. "It has to be {d}."
        Then {f} asked what color it should be. {p} said {c}, {f} said {d}, and soon they were both shouting.
        "It will look lovely in {c}," said {p}. {f} made a face. "{d} or nothing," {f.he} said. And so the quarrel began.
    """)
    t.paragraph()
    t.beat("""
        "Then I will build it without you!" said {p}. {p.He} took the {mine} and went home. {f} took the {theirs} and went home too.
        In the end, {p} went off with the {mine}, {f} went off with the {theirs}, and two doors banged.
        "You are not my friend any more!" said {f}, and {f.he} marched off with the {theirs}. {p} marched off the other way with the {mine}.
        So {p} carried the {mine} home, and {f} carried the {theirs} home, and neither of them looked back.
        "I am going home!" cried {p}, and {p.he} took the {mine} along. {f} took the {theirs} and went home without a word.
    """)
    t.feel(t.p, "lonely")
    t.feel(t.f, "lonely")
    t.beat("""
        At home, {p} tried to build {build.a} alone. But without the {theirs}, all {p.he} had was a heap on the ground.
        {p} worked until supper. But {build.a} needs more than the {mine}, and besides, it is no fun to work without somebody to talk to.
        {p} looked at the {mine}. What good was that without the {theirs}? And what good was {build.a} without a friend?
        {p} tried this and tried that, but nothing held together. It was very quiet in the yard.
        {p} sat down beside the {mine} and did not know how to begin. {p.He} kept turning around to ask {f}, and {f} was not there.
    """)
    t.paragraph()
    t.beat("""
        The next morning, {p} picked up the {mine} and set out for {f}'s house. Halfway there, {p.he} met {f}, who was carrying the {theirs}.
        That night, {p} could not sleep. In the morning {p.he} took the {mine} and went to find {f}. At the corner they nearly bumped into each other, for {f} was on the way with the {theirs}.
        When the sun came up, {p} knew what to do. {p.He} carried the {mine} down the road. And who came up the road with the {theirs}? It was {f}!
        After breakfast, {p} took the {mine} under one arm and opened the door. There stood {f}, with one hand up to knock and the {theirs} on the ground beside {f.him}.
        Early the next day, {p} carried the {mine} to {f}'s house. At the gate {p.he} met {f}, who was just coming out with the {theirs}.
    """)
    t.beat("""
        "I wanted to give you the {mine}," said {p}. "You can paint it {d}." "And I wanted to give you the {theirs}," said {f}. "{c} is not so ugly."
        "Here, take the {mine}," said {p}. "Make it {d}. I am sorry." {f} began to laugh. "I came to say the same," {f.he} said. "Make it {c}."
        "I am sorry that I shouted," said {p}. "{d} is all right with me." "But I came to tell you that {c} is all right with me!" said {f}.
        For a moment neither of them spoke. Then both said "I am sorry" at the same time, and both had to laugh. "We can paint it {d}," said {p}. "No, {c}," said {f}.
        "Let us paint it {d}, as you wanted," said {p}. "No, let us paint it {c}, as you wanted," said {f}. Then they both laughed.
    """)
    t.paragraph()
    t.feel(t.p, "happy")
    t.feel(t.f, "happy")
    t.beat("""
        By evening, the {build} was done. It had {c} stripes and {d} stripes, and no one had ever seen a finer one.
        So they built it together, half {c} and half {d}. It was the [brightest|most cheerful] {build} for miles around.
        They put the {mine} and the {theirs} together, and it took them all day. Then they painted it {c} with {d} spots.
        Together it was easy. {p} held and {f} tied, and in the end they painted one side {c} and the other side {d}.
        They worked side by side, and it went twice as fast. One painted {c} stars on it, and the other painted {d} moons.
    """)
    ending(t, t.p, t.one(
        "A friend is worth more than a color.",
        f"{t.p} and {t.f} still quarreled now and then, but never for longer than a night.",
        "Half of a thing is not much, but two halves can be a great deal.",
        f"\"Next time we quarrel,\" said {t.f}, \"let us meet in the middle sooner.\"",
        "It is good to be right, but it is better to be friends.",
    ))


def new_at_school(t):
    t.p, t.n = _pair(t)
    t.c, t.w = t.child(), t.adult("teacher")
    t.land, (t.does, t.back, t.began) = t.one(*LANDS), t.one(*GREETINGS)
    t.beat("""
        Once upon a time, there was {p.an} {p.kind} named {p}, who sat in the second row at school. One day, a new {n.kind} came in. {n.His} name was {n}, and {n.he} had come from {land}.
        Once upon a time, a {n.kind} named {n} came to a new school from {land}. There {n.he} was given the place beside {p.an} {p.kind} named {p}.
        One Monday, the teacher, {w}, came into the room with a new {n.kind}. "This is {n}," said {w}. "{n.He} comes from {land}. {p}, will you help {n.him}?"
        There was an empty chair beside {p}. Then one day {n} sat down on it, a {n.kind} from {land}.
        {p} looked up from {p.his} book. In the door of the classroom stood a {n.kind} with a big bag. It was {n}, who had come all the way from {land}.
        In {p}'s class there were nineteen children. On the first day of spring there were twenty, because {n} came, a {n.kind} from {land}.
    """)
    t.feel(t.n, "lonely")
    t.beat("""
        {n} did not know a word of the language. At playtime {n.he} stood alone by the wall.
        But {n} could not understand what anyone said. When the others ran out to play, {n.he} sat down on the steps alone.
        Everything was strange to {n}, the words and the faces and even the bread. At lunch {n.he} sat at the end of the bench and looked at {n.his} shoes.
        Nobody could talk to {n}, because {n.he} spoke only the language of home. So {n.he} spent the break under a tree, all by {n.himself}.
        At the new school {n} did not understand anything that was said. While the others played, {n.he} stood alone at the fence.
    """)
    t.paragraph()
    t.beat("""
        {p} went over. "Hello," {p.he} said. "What games do you like?" {n} only shook {n.his} head. {p} said it again, louder. But loud words are no easier than soft ones.
        "Do you want to play?" asked {p}. {n} looked up and did not understand. {p} asked it slowly. {p.He} asked it in a shout. It did not help at all.
        {p} tried to tell {n.him} about the school, the cook and the class rabbit. {n} listened politely, but {n.his} eyes were sad.
        First {p} asked three questions, and {n} answered none of them. Then {n} asked something in a soft voice, and {p} could not answer either.
        "My name is {p}," said {p}. {n} said something too, but it sounded like rain on a roof. They looked at each other and did not know what to say next.
    """)
    t.paragraph()
    t.beat("""
        Then {p} had an idea. {p.He} did not say anything. {p.He} {does}. {n} looked at it for a moment. Then {n.he} {back}.
        {p} thought about it. There must be some way without words. So {p.he} {does}. And {n}? {n.He} smiled for the first time and {back}.
        So {p} stopped talking and {does}. {n}'s eyes grew wide. {n.He} put down {n.his} bag and {back}.
        The next day, {p} tried something else. Without a word, {p.he} {does}. At once {n} {back}, and both of them laughed.
        "Words are no good," thought {p}, and {p.he} {does}. {n} waited a little. Then, very carefully, {n.he} {back}.
    """)
    t.feel(t.n, "happy")
    t.beat("""
        They went on until the bell rang, and then they did not want to go in.
        Soon there was a ring of children around them, and everyone wanted to try it.
        After that, they did it every day, and along the way they learned each other's words for sun, stone, bread and friend.
        From then on, {p} pointed at things and said what they were called, and {n} did the same. They learned ten words a day.
        By the end of the week, {n} knew the words for yes, no, my turn and your turn. One can get far with those.
    """)
    t.paragraph()
    t.beat("""
        In the fall, another new child came to the school. It was a {c.kind} named {c}, who stood by the wall and looked lost. {n} was the first to go over.
        A year later, {n} could speak as fast as anyone. One morning a small {c.kind} named {c} stood in the door with wet eyes, and {n} got up before the teacher, {w}, could say a word.
        Time went by. One day, {w}, the teacher, brought in a new {c.kind} called {c}, who did not know anybody. "Who will help?" asked {w}. {n} already had a hand in the air.
        Many months later, a {c.kind} named {c} sat alone on the steps. {n} saw it and remembered.
        The next year, a {c.kind} named {c} came to the school and knew nobody. {n} saw {c} standing alone and went over.
    """)
    t.beat("""
        {n} did not ask any questions. {n.He} {does}, and then {n.he} waited.
        And what did {n} do? {n.He} {does}, of course. {c} began to smile.
        {n} looked at {p}, and {p} nodded. Then {n} {does}, and soon there were three of them.
        "I know how to begin," said {n}. And {n.he} {does}.
        Then {n} did what {p} had once done. {n.He} {does}.
    """)
    t.beat(f"""
        It had all begun with {t.began}.
        You do not need many words to make a friend. Sometimes all it takes is {t.began}.
        {t.p} watched and was proud. It had all started with {t.began}.
        That is how a friendship starts, and this one had started with {t.began}.
        So there was one more friend, and all of it had begun with {t.began}.
    """)


def growing_lie(t):
    t.p = _called(t.child(), t.one("lively", "quick", "cheerful", "curious", "clever", "merry", "young"))
    t.g = _elder(t, t.p)
    t.w = t.adult("baker", "postman", "farmer", "shoemaker", "tailor", "cook", "gardener")
    t.vase, t.kind = t.named_thing(t.one(*BREAKABLE)), t.one(*CULPRITS)
    t.size, t.mark, t.day = t.one("huge", "big", "wild"), t.one("one white foot", "a torn ear", "a black nose", "yellow eyes"), one_day(t)
    if t.kind in ("goose", "rooster", "turkey"):
        t.mark = t.one("one white feather", "a bent wing", "a black beak", "yellow eyes")
    t.a_kind, t.color_word = with_article(t.kind), t.one("black", "grey", "brown", "spotted")
    opening(t, t.p)
    t.beat("""
        {p.His} {g.kind} had {vase.a} that nobody was allowed to touch.
        In the house there was {vase.a} that belonged to {p.his} {g.kind}. "Be careful with it," {g} always said.
        {p} liked to play ball, and {p.his} {g.kind} always said, "Not in the house!"
        {p.He} was a good child, and {p.his} {g.kind} was very fond of {p.him}.
        There was one thing that {p.his} {g.kind} loved very much. It was {vase.a}.
    """)
    t.paragraph()
    t.beat("""
        {day}, {p} threw a ball in the house. It hit {vase.the} of {p.his} {g.kind}, and {vase.the} broke into a dozen pieces.
        {day}, {p} was dancing around the room. {p.His} elbow touched {g}'s {vase}. Crash! It lay in pieces on the floor.
        {day}, {p} was running after a ball, and {p.he} ran right into the table. {g}'s {vase} fell down and broke.
        {day}, there was a crash. {p} had thrown a ball, the ball had hit {g}'s {vase}, and now {vase.the} was broken.
        {day}, {p} kicked a ball in the house. It flew across the room and hit {g}'s {vase}, and {vase.the} broke.
    """)
    t.feel(t.p, "afraid")
    t.beat("""
        "Who did this?" asked {g}. {p}'s heart beat fast. "It was {a_kind}," {p.he} said. "It came in through the window."
        When {g} came in, {p} was afraid. "{a_kind} did it!" {p.he} said. "A {size} one. It jumped in and jumped out again."
        {p} heard steps. {p.He} did not have time to think. "There was {a_kind} in here!" {p.he} told {g}. "It knocked everything over!"
        "Oh no!" said {g}. "How did that happen?" {p} looked at the open window. "{a_kind} came in," {p.he} said, and {p.his} ears turned red.
        {g} came in and looked at the pieces. {p} was afraid to tell the truth. "It was {a_kind}," {p.he} said. "It came in through the window."
    """)
    t.paragraph()
    t.beat("""
        "What did it look like?" asked {g}. Now {p} had to say more. "It was {color_word}," {p.he} said, "with {mark}."
        "{a_kind}!" said {g}. "What kind?" A small lie needs a bigger one to stand on. "{color_word}," said {p}, "with {mark}."
        {g} wanted to know everything about it. So {p} said that it was {color_word}, and that it had {mark}.
        "Tell me more," said {g}. "It was {color_word}," said {p}. "It had {mark}." {p.He} could almost see it.
        {g} asked what it had looked like. {p} had to make something up. "It was {color_word} and had {mark}," {p.he} said.
    """)
    t.beat("""
        {g} told {w}, the {w.kind}. {w} told the whole street, and each time the {kind} grew bigger. Before long, all the windows were shut.
        {g} told the neighbors about it. {w} the {w.kind} hung a sign on the door: "Beware of the {kind}!" The little children were not allowed to go out.
        In an hour, the whole street had heard it from {w}, the {w.kind}. "It is as big as a bear," somebody said. Mothers called their children in.
        The story ran from house to house. {w}, who was the {w.kind}, sat up all night with a broom, waiting for the terrible {kind}.
        {g} warned {w} the {w.kind}, and {w} warned everyone else. Soon nobody in the street talked about anything but the {kind}.
    """)
    t.paragraph()
    t.beat("""
        The next morning, {w} came to the door with {a_kind} on a string. It was thin and {color_word}, and it was shaking. "Here is the thief," said {w}. "I am taking it out of town, and it will not come back."
        In the morning there was a noise outside. {w} had caught {a_kind}. It was small and {color_word}, and it looked at everyone with frightened eyes. "It must go far away," said {w}.
        The next day, the neighbors had caught it: {a_kind}, {color_word} and hungry and not big at all. "Off with you, out of town!" said {w}, and led it away on a string.
        Early the next day, {w} found {a_kind} asleep in a shed. It was {color_word}. "We have got it!" called {w}. "Now it will be sent away." The poor thing trembled all over.
        When the sun came up, {w} stood at the door with {a_kind} on a string. It was {color_word} and very thin. "This one did it," said {w}. "Now it must leave the town."
    """)
    t.paragraph()
    t.feel(t.p, "ashamed")
    t.beat("""
        {p} could not bear it. "Stop!" {p.he} cried. "It did nothing! I broke {vase.the}. There never was {a_kind}."
        {p} looked at the {kind}, and the {kind} looked at {p}. Then {p.he} burst into tears. "It was me," {p.he} said. "I made it all up."
        There was a lump in {p}'s throat. "Let it go," {p.he} said. "I told a lie. I broke {vase.the} myself."
        "Wait," said {p} in a very small voice. "It is not the {kind}'s fault. It was my fault, and then I lied."
        {p} began to cry. "Please do not take the {kind} away," {p.he} said. "I broke {vase.the}, and I told a lie."
    """)
    t.paragraph()
    t.beat("""
        It was quiet for a moment. Then {g} knelt down. "{vase.The} was only a thing," {g.he} said. "But the truth is what I need from you."
        {g} looked at {p} for a long time. "I am sad about {vase.the}," {g.he} said, "but I would have been sadder if you had kept quiet now."
        "That was hard to say," said {g}, "and you said it. A broken {vase} can be glued. Trust is harder to mend."
        {g} took {p.his} hand. "A lie is like a snowball," {g.he} said. "It grows as it rolls. You were brave to stop it."
        {g} put an arm around {p}. "I can live without {vase.the}," said {g}. "But always tell me the truth, even when it is hard."
    """)
    t.feel(t.p, "happy")
    t.beat("""
        {p} went to every house in the street and told the truth. Then {p.he} glued {vase.the}, piece by piece, and gave the {kind} a good breakfast.
        {p} had to say it again at every door, and it was hard each time. But at the last door {p.he} felt as light as a feather. The {kind} came along, and it stayed for good.
        So {p} glued the pieces together, helped in the kitchen for a month, and was allowed to look after the {kind}, which had no home.
        {p} told everyone how it had really been. {w} laughed and let the {kind} go, and it followed {p} home and lived there from then on.
        That same day, {p} told the truth at every door in the street. Nobody was angry with the {kind} any more, and {p} was allowed to keep it.
    """)
    ending(t, t.p, t.one(
        "The truth is small, and it fits through any door.",
        "One true word was stronger than the whole long lie.",
        f"After that, whenever {t.p} broke something, {t.p.he} said, \"It was me.\"",
        "It is easier to carry a broken thing than a lie.",
        "",
    ))


def borrowed(t):
    t.p = _called(t.child(), t.one("lively", "young", "cheerful", "curious", "merry", "friendly", "little"))
    t.w = _neighbor(t, t.p)
    noun, t.harm, t.mend = t.one(*LENT)
    t.it, t.by = t.named_thing(noun, t.one("old", "fine", "good", "")), t.one("Sunday", "Friday", "Saturday evening", "the end of the week", "Monday")
    t.take(t.w, t.it)
    opening(t, t.p)
    t.beat("""
        Next door lived {w}, who had {it.a}.
        {p.His} neighbor was called {w}, and {w.he} owned {it.a}.
        In the next house lived {w}. {w.He} had {it.a} that {p} liked very much.
        {p} often visited {w}, {w.an} neighbor. On the wall of {w.his} room hung many things, and in the corner {w.he} kept {it.a}.
        A neighbor named {w} lived in the next house, and {w.he} had {it.a}.
    """)
    t.paragraph()
    t.give(t.it, t.w, t.p)
    t.promise(t.p, "bring it back")
    t.beat("""
        One day, {p} asked, "May I borrow {it.the}?" {w} thought about it. "Yes," {w.he} said, "if you bring it back by {by}." "I promise," said {p}.
        "Will you lend me {it.the}?" asked {p}. "I had it from my father," said {w}, "but you may take it until {by}." {p} promised to bring it back in time.
        {p} wished and wished for {it.the}, and at last {p.he} asked for it. "You may have it until {by}," said {w}. "I promise to bring it back," said {p}.
        One afternoon, {w} saw how {p} looked at {it.the}. "Take it home," {w.he} said. "Just bring it back by {by}." "I will," promised {p}.
        "Please, may I borrow {it.the}?" asked {p}. {w} nodded. "But I need it back by {by}," {w.he} said. "I promise to bring it back," said {p}.
    """)
    t.beat("""
        For two days, {p} had a wonderful time with it.
        {p} took it home at once and was as happy as a lark.
        All went well on the first day. {p} hardly let it out of sight.
        Everybody nearby came to look at it, and {p} was proud.
        {p} showed it to all {p.his} friends, and even let some of them hold it.
    """)
    t.paragraph()
    t.feel(t.p, "worried")
    t.beat("""
        Then, on the third day, something happened to {it.the}: {harm}.
        But then something bad happened to {it.the}: {harm}.
        But {p} forgot {it.the} for one moment, and {harm}.
        On a windy afternoon, {p} took {it.the} out and was not looking, and {harm}.
        And then there was trouble with {it.the}: {harm}. {p} stood there and could not believe it.
    """)
    t.beat("""
        At first {p.he} wanted to hide it [under the bed|in the cellar|behind the coats]. But then {p.he} would have to hide from {w} too, every day.
        {p} opened {p.his} money box. There were four pennies in it and a button. That would not buy a new one.
        "Perhaps {w} will not notice," thought {p}. But anyone with two eyes would notice.
        "I could say that it was stolen," {p} thought. {p.He} tried out how it sounded, and it sounded awful.
        {p} tried to mend it, but {p.he} only made it worse. That night {p.he} lay awake for a long time.
    """)
    t.paragraph()
    t.give(t.it, t.p, t.w)
    t.keep(t.p, "bring it back")
    t.beat("""
        When the day came, {p} took {it.the} and knocked on {w}'s door. "I promised to bring it back," {p.he} said, "but I have spoiled it. I am so sorry."
        {p} had given {p.his} word. So {p.he} walked next door, with a step as heavy as lead, and held out {it.the}. "It was my fault," {p.he} said. "I was not careful."
        Long before the day, {p} stood in front of {w} and told {w.him} everything. {p.He} did not leave anything out. "And here it is," {p.he} said, and {p.he} gave back {it.the}.
        "A promise is a promise," thought {p}. {p.He} brought {it.the} back, just as it was, and looked {w} in the eye. "It is spoiled, and it is my fault," {p.he} said.
        Then {p} went to {w} and gave back {it.the}. "Here it is," {p.he} said, "but it is spoiled, because I was not careful. I am very sorry."
    """)
    t.paragraph()
    t.beat("""
        {w} looked at it from all sides. To {p}'s surprise, {w.he} smiled. "Do you see this old mark?" {w.he} asked. "That was me, when I was nine."
        For a while {w} said nothing. Then {w.he} put on {w.his} glasses. "Things break," {w.he} said. "A promise does not have to."
        "I was hoping for {it.the}," said {w} slowly, "and you have brought me something better. You have brought me the truth."
        {w} sighed, and then {w.he} laughed. "I did the very same thing once," {w.he} said, "and I hid it in the hay for a year. You are braver than I was."
        {w} was not angry. "You could have hidden it," {w.he} said, "but you came and told me the truth. That was brave."
    """)
    t.paragraph()
    t.feel(t.p, "happy")
    t.beat("""
        {w} got out {w.his} tools and showed {p} what to do. To mend {it.the} they used {mend}, and soon it was as good as new.
        They sat down at the table together. All that {it.the} needed was {mend}. {p} did most of the work.
        "Now we will mend {it.the}," said {w}. It took {mend}, and it took until dark.
        {it.The} needed {mend}. {w} held it steady, and {p} worked with the tip of {p.his} tongue between {p.his} teeth.
        "We can mend {it.the} together," said {w}. They used {mend}, and {p} worked hard until it was done.
    """)
    t.beat("""
        When {p} got up to go, {w} held out {it.the}. "Do you want to borrow it again?" {w.he} asked. "I know that it is in good hands."
        "Take it home for another week," said {w}. "And this time you know how to look after it."
        Then {w} gave it right back to {p}. "Anyone who can mend a thing may borrow it," {w.he} said.
        "You can have it any time you like," said {w}, "because you came back."
        "I trust you even more than before," said {w}, and {w.he} lent {it.the} to {p} once more.
    """)
    ending(t, t.p, t.one(
        "After that, things that were lent came home in better shape than before.",
        "Trust can be mended too, if you begin at once.",
        f"And whatever {t.p} borrowed, {t.p.he} brought back in time.",
        "",
        "A promise is a thing that you can keep even when your hands shake.",
    ))


def tree_that_spoke(t):
    t.p, t.s = _pair(t)
    _called(t.p, t.one("shy", "quiet", "timid"))
    t.w = t.adult("teacher")
    (t.about, t.part, t.line), t.small, t.listeners = t.one(*PLAYS), t.one(*SMALL_PARTS), t.one(*LISTENERS)
    opening(t, t.p)
    t.beat("""
        When somebody spoke to {p.him}, {p.he} looked at {p.his} shoes.
        {p.He} had a voice, but hardly anyone had ever heard it.
        In class {p.he} knew the answers, but {p.he} never put up {p.his} hand.
        {p.He} spoke so softly that people said, "What?", and then {p.he} did not speak at all.
        {p.He} would rather have eaten a whole onion than talk in front of people.
    """)
    t.paragraph()
    t.beat("""
        One day, the teacher, {w}, said, "We will put on a play about {about}." A {s.kind} named {s} was going to be the {part}. {p} was going to be a {small}.
        That winter, {w}, the teacher, put on a play about {about}. a {s.kind} named {s} with a loud voice got the part of the {part}. {p} asked to be a {small}.
        "Who wants to be in a play about {about}?" asked {w}, the teacher. "I will be the {part}!" called a {s.kind} named {s}. "I will be a {small}," whispered {p}.
        Then there was to be a school play. {w}, the teacher, had written it, and it was about {about}. A {s.kind} called {s} got to play the {part}, and {p} got the smallest part of all, a {small} in the background.
        One Monday, {w}, the teacher, gave out the parts for a play about {about}. A {s.kind} named {s} was going to be the {part}, and {p} was going to be a {small}.
    """)
    t.beat("""
        A {small} does not say anything, and that was just right for {p}.
        {p} was glad. A {small} only has to stand there.
        "You have no words to say," {w} told {p}. "Good," thought {p}.
        {p.His} costume was made of a sack and {p.he} could hide in it.
        {p} liked that part, because a {small} does not have to speak.
    """)
    t.beat("""
        But {p} listened so well at each practice that {p.he} soon knew the whole play by heart. At home {p.he} acted it out for the {listeners}.
        Week after week, {p} stood there and listened. At home, when nobody was near, {p.he} said all the parts to the {listeners}. They never laughed in the wrong place.
        Nobody knew that {p} said the lines at home, every one of them, in front of the {listeners}. The {listeners} were very good listeners.
        And in the evenings, {p} went to the {listeners} and played all the parts for them, with a different voice for each.
        Bit by bit, {p} learned every part of the play. When {p.he} was at home, {p.he} said all the words to the {listeners}.
    """)
    t.paragraph()
    t.beat("""
        Then the great evening came, and the hall was full. {s} stepped out in front and opened {s.his} mouth. But nothing came out.
        At last it was the night of the play. Every chair was taken. All went well until the middle, when {s} stopped. {s.He} had forgotten what came next.
        On the big night, the curtain went up. {s} spoke loudly and well, and then, all of a sudden, {s.he} turned pale. The next words were gone.
        The mothers and fathers sat in long rows. {s} said the first line and the second. Then there was a silence, and it grew longer and longer.
        On the night of the play, many people came. {s} began well, but in the middle {s.he} stopped and could not think of the next words.
    """)
    t.feel(t.p, "afraid")
    t.beat("""
        {p} knew the words. {p.He} whispered them, but {s} could not hear. {p}'s heart hammered like a woodpecker.
        Inside the {small}, {p} whispered the line. It was too soft. {w} was looking for the right page. Somebody coughed.
        "Say it, somebody!" thought {p}. But no one else knew it. {p.He} thought of the {listeners}. {p.He} took a deep breath.
        Nobody knew how to go on, nobody but the {small}. {p}'s knees shook so much that the whole {small} shook.
        All the words were in {p}'s head. {p.He} was afraid to speak in front of so many people, but {p.he} wanted to help {s}.
    """)
    t.paragraph()
    t.beat("""
        Then the {small} spoke. "I have stood here for a hundred years," it said, loud and clear, "and I think that you wanted to say: {line}"
        "Dear {part}," said the {small} in a voice that could be heard in the last row, "did you not want to say: {line}"
        And then, for the first time in the history of the theater, a {small} opened its mouth. "You told me yesterday what you would say," it said. "It was this: {line}"
        "Excuse me," said the {small}. "I am only a {small}. But if I were the {part}, I would say: {line}"
        Then a voice came from the {small}. "You wanted to say this," it said loudly. "{line}" The whole hall could hear it.
    """)
    t.feel(t.p, "proud")
    t.beat("""
        The people laughed and clapped. {s} smiled with relief and said the line, and the play went on to the end.
        {s}'s face lit up. "So I did!" {s.he} said, and now {s.he} knew all the rest. The people thought that it was a part of the play.
        "Thank you, wise old {small}!" said {s}, and the next line came, and the next. In the end the clapping went on and on.
        A laugh ran through the hall, a warm one. {s} remembered everything again, and not one more word was lost.
        {s} smiled and said the line. Now {s.he} knew all the rest too, and the play went on to the end.
    """)
    t.paragraph()
    t.beat("""
        When they all bowed, {s} pulled {p} to the front. "This is the best {small} in the world," {s.he} said.
        "You saved me," {s} told {p} behind the curtain. "How did you know it?" "I practiced with the {listeners}," said {p}, and {p.he} did not look at {p.his} shoes.
        Afterward, {w} asked {p}, "Would you like a part with words next year?" {p} thought about it. "Yes," {p.he} said, quite loudly.
        {s} hugged {p}, costume and all. And {p}? {p.He} stood in the bright light and found that it did not hurt.
        After the play, {s} took {p} by the hand. "I could not have done it without you," {s.he} said, and {p} looked up and smiled.
    """)
    ending(t, t.p, t.one(
        "A soft voice can be strong when a friend needs it.",
        f"The next morning, the {t.listeners} heard the whole story, and {t.p} told it in a loud voice.",
        f"There are no small parts, and nobody knows it better than a {t.small}.",
        "To be brave is to be afraid and to speak all the same.",
        "",
    ))


def learning(t):
    t.p = _called(t.child(), t.one("young", "little", "proud", "stubborn", "restless", "lively", "cheerful"))
    t.h, t.k = _elder(t, t.p), t.child()
    skill, wrong, tip, well = t.one(*SKILLS)
    t.skill, t.one_more = skill, t.one("a cup of hot milk", "a good night's sleep", "a slice of bread and jam", "a long walk")
    opening(t, t.p)
    t.feel(t.p, "ashamed")
    t.beat("""
        {p.He} could do many things, but {p.he} could not {skill}. All {p.his} friends could.
        There was one thing that everyone in {p.his} class could do, and {p} could not. {p.He} could not {skill}.
        {p} had a secret. {p.He} did not know how to {skill}, and {p.he} hoped that nobody would find out.
        When somebody asked {p} to {skill}, {p.he} always said, "I do not feel like it today." But really {p.he} did not know how.
        More than anything, {p} wanted to learn to {skill}.
    """)
    t.paragraph()
    t.beat("""
        One day, when no one was looking, {p.he} tried to {skill}.
        On Saturday, {p.he} made up {p.his} mind to {skill}.
        "How hard can it be to {skill}?" {p.he} said one morning.
        "Today I will learn to {skill}," {p} said at breakfast.
        Then came a day when {p} did not want to wait any longer, and {p.he} tried to {skill}.
    """)
    t.beat(wrong)
    t.beat("""
        "I will never learn it!" {p} shouted, and {p.he} stamped {p.his} foot.
        "I am no good at this," said {p}, and a tear ran down {p.his} nose.
        "It is a silly thing anyway," {p} said. But {p.his} lip was shaking.
        "Everyone can do it but me," said {p}. {p.He} wanted to give up.
        That evening, {p} did not want any supper.
    """)
    t.paragraph()
    t.beat("""
        {p.His} {h.kind} saw {p.his} face. "How often have you tried?" {h.he} asked. "Three times," said {p}. "I needed fifty," said {p.his} {h.kind}.
        {p.His} {h.kind} sat down beside {p.him}. "Nobody is born knowing it," {h.he} said. "It took me a whole summer."
        "May I tell you something?" asked {p.his} {h.kind}. "You cannot do it yet. Yet is the most important word of all."
        Then {p.his} {h.kind} came along. "When you were one year old," {h.he} said, "you could not walk. You fell down all day, and you laughed."
        {p} told {p.his} {h.kind} all about it. "I could not do it at first," {h.he} said. "You have to try again and again."
    """)
    t.paragraph()
    t.beat("""
        The next [day|morning], they tried together to {skill}.
        {h} held out a hand. "Come," {h.he} said. "We will {skill} together."
        After {one_more}, the two of them tried to {skill} together.
        "Show me how you {skill}," said {h}. {p} showed {h.him}.
        So {p} and {h} set to work to {skill}, just the two of them.
    """)
    t.beat(tip)
    t.beat("""
        So {p} tried to {skill} that way. It was hard at first, and then a little less hard.
        {p} wiped {p.his} face and tried again to {skill}, and again, and once more.
        {p} did not give up this time. To {skill}, one has to try more than once.
        "I will {skill}," said {p}. And then {p.he} said it again, and again.
        "I will do as you say," said {p}, and {p.he} tried to {skill} once more.
    """)
    t.beat(well)
    t.feel(t.p, "proud")
    t.beat("""
        "I can do it!" {p} shouted, so loudly that the birds flew up.
        {h} clapped. "I knew that you could," {h.he} said.
        {p} laughed out loud. "Look!" {p.he} called. "Look at me!"
        "How many times was that?" asked {h}. "I stopped counting," said {p}.
        {p} was so happy that {p.he} did it all over again, just to be sure.
    """)
    t.paragraph()
    t.beat("""
        A week later, {p} saw a small {k.kind} named {k}, who was trying to {skill} and could not. "I will never learn it," said {k}. {p} smiled. "You cannot do it yet," {p.he} said.
        The next summer, a little {k.kind} called {k} came to {p}. "Is it hard?" asked {k}, who wanted to learn to {skill}. "Yes," said {p}, "and then one day it is not. Come, I will help you."
        Not long after that, {p} heard somebody cry. It was {k}, the small {k.kind} from across the road, who wanted to learn to {skill}. "Shall I tell you how often I tried?" asked {p}.
        Now there was only one child in the street who could not {skill}. That was a very small {k.kind} named {k}. "Do not worry," said {p}. "I know just how it feels, and I know a trick."
        A month later, {p} found a little {k.kind} named {k} in tears. "I cannot {skill}," said {k}. "I could not do it either," said {p}. "Come, I will show you how."
    """)
    t.beat("""
        And {p} stayed with {k} until it went well.
        It took them until Sunday, and then {k} could do it too.
        {h} watched from the window and smiled.
        There is nobody who teaches better than one who has just learned.
        And that is how the trick went from {h} to {p} and from {p} to {k}.
    """)


def far_friends(t):
    t.p, t.f = _kid(t), _kid(t)
    t.w = t.adult("postman")
    t.town, t.habit, t.ritual = t.one(*TOWNS), t.deal(HABITS), t.one(*FAR_TOGETHER)
    t.news, t.reply, t.gift = t.deal(NEWS[0::2]), t.deal(NEWS[1::2]), t.deal(ENCLOSED)
    t.hour = t.one("six", "seven", "eight")
    t.beat("""
        Once upon a time, there were two friends named {p} and {f}. Every afternoon they {habit}.
        Once upon a time, {p.an} {p.kind} named {p} had a best friend named {f}. Day after day, the two of them {habit}.
        {p} and {f} had been friends since they could walk. They {habit}, in good weather and in bad.
        For as long as {p} could remember, there had been {f}. Together they {habit}.
        If you saw {p}, you saw {f} as well. Before school and after school they {habit}.
    """)
    t.feel(t.p, "lonely")
    t.beat("""
        Then {f}'s family moved to {town}. A truck came and took it all away, the beds and the pots and {f}.
        But one summer, {f} had to move to {town}. {p} ran after the truck until it was only a cloud of dust.
        Then came a sad day. {f}'s father had found new work, and the whole family moved to {town}.
        But in the spring, {f} moved to {town}, far, far away. The house next door was empty, and so was the afternoon.
        One day, a truck stood in front of {f}'s house. The whole family was moving to {town}, and {p} could only wave good-bye.
    """)
    t.paragraph()
    t.beat("""
        {p} sat down to write a letter. The first one was too sad, and {p.he} tore it up. The second one had too many blots. The third one was right.
        "I will write to {f}," said {p}. It is not easy to put a whole friend into an envelope. {p} chewed on {p.his} pencil until suppertime.
        {p} did not know how to live without {f}. In the end, {p.he} took a pencil and a sheet of paper.
        "You can write a letter," said {p}'s mother. {p} had never written one before. It took {p.him} all evening.
        At the kitchen table, {p} began a letter to {f}. It took most of the evening, but at last it was done.
    """)
    t.beat("""
        "Dear {f}," {p.he} wrote. "{news} Nothing is fun without you. Write back soon. Your friend, {p}."
        "Dear {f}, how are you? {news} I miss you very much. Please write. Your old friend, {p}."
        "Dear {f}," the letter said, "I still look for you every morning. {news} Do you think of me too? Love, {p}."
        This is what {p.he} wrote: "Dear {f}! {news} I have nobody to tell it to, so I tell it to you. Yours, {p}."
        "My dear {f}," {p.he} wrote, "it is not the same here without you. {news} Please write to me soon. Love, {p}."
    """)
    t.paragraph()
    t.beat("""
        Every day {p} waited at the gate for {w}, the postman. "Nothing today," said {w}. A week went by, and another one.
        {w}, the postman, came and went. There were letters for everybody, but there was none for {p}. It went on like that for three weeks.
        Then {p} waited. {w} the postman shook his head on Monday. He shook it on Tuesday and on all the other days too.
        No answer came. Whenever {w}, the postman, turned into the street, {p} ran out, and each time {p.he} walked back slowly.
        Day after day, {p} asked {w}, the postman, for a letter. "Not today," said {w}. It went on like that for weeks.
    """)
    t.beat("""
        "{f} has forgotten me," thought {p}.
        "{f} must have new friends by now," {p} thought, and {p.his} heart was heavy.
        {p} told {p.himself} that it did not matter. But it did.
        "Perhaps the letter was too short," thought {p}, "or too silly."
        "Why does {f} not write back?" thought {p}, and {p.his} eyes were wet.
    """)
    t.paragraph()
    t.feel(t.p, "happy")
    t.beat("""
        Then, one morning, {w} came down the street and waved something white. It was a letter from {f}! It had gone to the wrong town first.
        But on the last day of the month, {w} rang the bell of his bicycle like mad. "Here it is!" he called. The letter was thick, and it had four stamps on it.
        And then it came, all wet and crumpled. "It fell off the mail boat," said {w}, "but they fished it out again." {p} knew the round letters at once. They were {f}'s.
        One rainy day, there was an envelope under the door. {p} saw who it was from and danced all through the house.
        At last, when {p} had almost stopped waiting, {w} held out a thick letter. "This is for you," said {w}. It was from {f}!
    """)
    t.beat("""
        "Dear {p}," wrote {f}. "{reply} I am putting {gift} into this letter for you. And I have a plan. Every Sunday at {hour}, {ritual}. I will do it too, and then we will be together."
        "Dear {p}," said the letter. "I read your letter ten times. {reply} Here is {gift}. And please, on Sundays at {hour} o'clock, {ritual}. I will be doing the same thing. Your {f}."
        Out fell {gift}. "Dear {p}! {reply} I have no friend here like you. Let us do something together, even so. {ritual} every Sunday at {hour}, and I will do it at the very same time. Love, {f}."
        "Dear {p}," {f} had written, "{gift} is all that I could fit in here. {reply} Do you want to play a game? Every Sunday at {hour}, {ritual}. Far away from you, I will do it too."
        "My dear {p}," the letter began. "{reply} I am sending you {gift}. Now listen. Every Sunday at {hour}, {ritual}. I will do it here at the same time. Your friend, {f}."
    """)
    t.paragraph()
    t.beat("""
        {p} could hardly wait for Sunday. When the clock struck {hour}, {p.he} did it. And {p.he} knew that far away, {f} was doing it too.
        So every Sunday at {hour}, {p} stopped whatever {p.he} was doing, and did what {f} had written. For a moment it was as if {f} stood right beside {p.him}.
        On Sunday at {hour}, {p} did just that. People must have thought that {p.he} was a little strange. But {p} was not alone, and that was all that counted.
        When Sunday came, {p} watched the clock. At {hour} {p.he} did it, just as {f} had asked, and {p.he} did not feel lonely any more.
        "It is almost {hour}," said {p} every Sunday. Then {p.he} did it and smiled, because {p.he} knew that {f} was smiling too.
    """)
    t.beat("""
        The letters went back and forth all winter. And in the summer, {p} traveled for a whole day, and {f} was waiting with open arms.
        They wrote to each other every week. The next summer, {f} came to visit, and they {habit}, just as before.
        In one year they wrote forty letters. Then {f} came back for the holidays, two inches taller, and {p} had grown two inches too.
        A friend can live far away and still be near.
        They are grown up now, and they live in two different lands. But on Sundays at {hour}, they still do it.
        {p} kept all the letters in a box. There are a great many by now, and {p} has read each of them more than once.
    """)


def gatekeeper(t):
    t.p, t.b = _pair(t)
    _called(t.p, t.one("young", "small", "thin", "little", "gentle", "cheerful", "dreamy", "friendly", "clever", "careful"))
    t.thing_, t.snack = t.named_thing(t.one(*TAKEN), t.one("new", "old", "little", t.color())), t.one("apple", "pear", "ginger biscuit", "sweet roll", "plum", "slice of cake")
    t.a_snack = with_article(t.snack)
    trouble, help_ = t.one(*TROUBLES)
    t.where = t.one("the schoolyard gate", "the narrow bridge", "the corner by the bakery", "the end of the lane", "the old fountain")
    t.take(t.p, t.thing_)
    opening(t, t.p)
    t.beat("""
        {p} liked school, but {p.he} did not like the way to it. At {where} stood a big {b.kind} named {b} who pushed the little ones.
        On the way to school, {p} had to pass {where}. There waited {b}, the strongest {b.kind} in the school, who pulled hair and tripped people.
        {p} was afraid of one person, and that was {b}. {b.He} was a big {b.kind}, and every morning {b.he} stood at {where}.
        Every morning, a {b.kind} named {b} stood at {where}. {b.He} was a head taller than {p}, and {b.he} let nobody pass without a push.
        There was a big {b.kind} named {b} at {p}'s school. Each morning {b} stood at {where} and pushed the smaller children, and most of all {p}.
    """)
    t.paragraph()
    t.feel(t.p, "afraid")
    t.give(t.thing_, t.p, t.b)
    t.beat("""
        One day, {b} took {p}'s {thing_}. "That is mine now," {b.he} said. {p} was too small to get it back.
        One morning, {p} had {thing_.a}. "Give me that," said {b}, and {b.he} pulled it out of {p}'s hands and laughed.
        "What have you got there?" asked {b} one day. It was {thing_.a}. {b} held it up so high that {p} could not reach it, and then {b.he} walked off with it.
        On Monday, {b} even took away {p}'s {thing_}. "Are you going to cry?" asked {b}. {p} did not cry until {p.he} was around the corner.
        "I want that," said {b} one morning, and {b.he} pulled {p}'s {thing_} away and ran off with it.
    """)
    if t.chance(0.6):
        t.beat("""
            After that, {p} took the long way around, through the fields, and came late with wet feet.
            The next day, {p} left home an hour early. But {b} was an early riser too.
            {p} tried to run past with {p.his} eyes shut. It did not work, and {p} got a bump on the head as well.
            {p} did not tell anyone. In {p.his} dreams {p.he} was ten feet tall.
            So {p} hid behind a hay cart every morning until {b} was gone.
        """)
    t.paragraph()
    t.feel(t.b, "sad")
    t.beat("""
        Then, one afternoon, {p} heard somebody crying behind the church. It was {b}. {p} wanted to run away. But {p.he} did not. "What is wrong?" {p.he} asked.
        On the way home one evening, {p} heard a sob. There, all alone, was {b}, with tears on {b.his} cheeks. "Go away," said {b}. {p} stayed. "Tell me," {p.he} said.
        But one day {b} was not at {where}. {p} found {b.him} near the old wall, and {b}'s eyes were red. {p} could have laughed, but {p.he} asked, "Can I help you?"
        A few days later, {p} came past the empty market place. Somebody was crying there. It was big, strong {b}. {p} stood still and thought about it. Then {p.he} went closer.
        Then, on a gray afternoon, {p} heard a strange little sound. It was {b}, and {b} was crying. {p} was afraid, but {p.he} asked, "What has happened?"
    """)
    t.paragraph()
    t.beat(trouble)
    t.beat("""
        {p} could have said, "It serves you right." But {p.he} did not.
        For a moment {p} thought of {thing_.the}. Then {p.he} thought of something better. "Let us see what we can do," {p.he} said.
        "You have been mean to me," said {p}, "but I will help you all the same."
        {p} forgot to be afraid. There was too much to do.
        "Do not cry any more," said {p}. "I think I know what to do."
    """)
    t.beat(help_)
    t.paragraph()
    t.feel(t.b, "ashamed")
    t.beat("""
        "Why did you help me?" asked {b}. "Because you were crying," said {p}. {b} looked at the ground for a long time.
        "I took your {thing_}," {b} said slowly. "I know," said {p}. "And you helped me," said {b}. "I know that too," said {p}.
        {b} rubbed {b.his} nose. "Nobody ever helped me before," {b.he} said. "They are all afraid of me." "I was afraid too," said {p}.
        {b} did not know what to say. It was a new feeling, to be helped, and it was warm and sore at the same time.
        {b} dried {b.his} eyes and looked at {p}. "Thank you," {b.he} said in a small voice. "I have not been good to you."
    """)
    t.paragraph()
    t.give(t.thing_, t.b, t.p)
    t.feel(t.b, "happy")
    t.feel(t.p, "happy")
    t.beat("""
        The next morning, {b} stood at {where} again. {p}'s heart beat fast. But {b} held out {thing_.the}. "This is yours," {b.he} said. "I am sorry." And on top of it lay {a_snack}.
        In the morning, {b} was waiting at {where}, with {thing_.the} in one hand and {a_snack} in the other. "Both are for you," {b.he} said, and turned red.
        When {p} came to {where} the next day, {b} said, "Stop." Then {b.he} gave back {thing_.the}, and {a_snack} as well. "I should never have taken it," {b.he} said.
        Early the next day, there was a knock at {p}'s door. Outside stood {b}. {b.He} gave {p} {thing_.the}, said that {b.he} was sorry, and pulled {a_snack} out of {b.his} pocket.
        The next day, {b} ran up to {p} at {where} and gave back {thing_.the}. "I am sorry that I took it," {b.he} said. "And this is for you too." It was {a_snack}.
    """)
    t.beat("""
        From then on, {b} stood at {where} and helped the little ones on their way.
        Now nobody is afraid of {where} any more, for {b} stands there and says good morning.
        After that, they walked to school together, and nobody was afraid any more.
        They shared the {snack} on the way, bite by bite, and after that they were friends.
        {b} still stood at {where} every morning, but now it was to keep watch, so that nobody would hurt the small ones.
    """)
    ending(t, t.p, t.one(
        "Sometimes those who push the hardest need a hand the most.",
        "A kind deed can open a gate that no fist can open.",
        f"{t.p} was still small, but {t.p.he} did not feel small any more.",
        f"And {t.b} found out that it is nicer to be liked than to be feared.",
        "",
    ))


def swapped_pets(t):
    t.p, t.f = _kid(t), _kid(t)
    one, other = t.deal(PETS[0::2]), t.deal(PETS[1::2])
    t.x, t.y = t.named_thing(one[0]), t.named_thing(other[0])
    t.x_name, t.y_name = t.deal(words.ANIMAL_NAMES), t.deal(words.ANIMAL_NAMES)
    t.x_can, t.x_does, t.y_can, t.y_does = one[1], one[2], other[1], other[2]
    t.take(t.p, t.x)
    t.take(t.f, t.y)
    opening(t, t.p)
    t.beat("""
        {p} had {x.a} called {x_name}. It {x_can}. Next door lived {f}, who had {y.a} called {y_name}. It {y_can}.
        {p.His} pet was {x.a} named {x_name}, which {x_can}. In the next house lived a {f.kind} named {f} with {y.a} named {y_name}, which {y_can}.
        {p} owned {x.a}. Its name was {x_name}, and it {x_can}. {f}, the {f.kind} next door, owned {y.a}. Its name was {y_name}, and it {y_can}.
        There was {x.a} in the house, {x_name}, and it belonged to {p}. It {x_can}. But {f} from next door had {y.a}, {y_name}, and that one {y_can}.
        In {p}'s house lived {x.a} named {x_name}. It {x_can}. The {f.kind} next door was {f}, who had {y.a} named {y_name}, and that one {y_can}.
    """)
    t.paragraph()
    t.feel(t.p, "jealous")
    t.feel(t.f, "jealous")
    t.beat("""
        {p} looked over the fence every day. "If only I had {y.a}!" {p.he} thought. "{x.a} is nothing special."
        Day after day, {p} watched {y_name} from the window, and {p.he} was green with envy. "{f} has all the luck," {p.he} said.
        "{y.a} is so much better than {x.a}," thought {p}. It made a hard little knot in {p.his} belly.
        Whenever {p} saw {y_name}, {p.he} sighed. {x_name} was right beside {p.him}, but {p} did not even look.
        "I want {y.a} too," thought {p} every morning. "{x_name} is only {x.a}."
    """)
    t.beat("""
        One day, {p} told {f} how fine {y_name} was. {f} was amazed. "But I have always wanted {x.a}!" said {f}. "Let us swap for a week."
        "I wish that I had your {y}," {p} said at last. "And I wish that I had your {x}!" said {f}. So they agreed to swap for one week.
        But {f} had been looking over the fence at {x_name} for a long time. "Shall we swap?" asked {f}. "Just for a week?" {p} said yes before {f} had finished.
        But {f} was just as envious of {p}. When they found out, both of them laughed. "Then we will swap for a week," they said.
        "Your {y} is better than my {x}," said {p} one day. "No, your {x} is better!" said {f}. Then they made up their minds to swap for a week.
    """)
    t.give(t.x, t.p, t.f)
    t.give(t.y, t.f, t.p)
    t.beat("""
        {x_name} went over to {f}, and {y_name} came over to {p}.
        So {y_name} moved in with {p}, and {x_name} moved in with {f}.
        They did it at once. {p} carried {y_name}'s dish home and could hardly believe it.
        That same evening, {y_name} was at {p}'s house and {x_name} was at {f}'s.
        That very day, {x_name} went to live with {f}, and {y_name} came to live with {p}.
    """)
    t.paragraph()
    t.beat("""
        The first day was lovely. {y_name} the {y} {y_can}, and {p} was proud. But then {y_name} the {y} {y_does}.
        For one day, {p} was delighted. On the second day, {y_name} the {y} {y_does}. {p} had not known about that.
        "Now I am happy," thought {p}. That was at noon. But before the next noon, {y_name} the {y} {y_does}.
        All went well until the third day. Then {y_name} the {y} {y_does}. "{f} never told me that!" groaned {p}.
        At first, {p} was very happy with {y_name}. But soon {y_name} the {y} {y_does}.
    """)
    t.beat("""
        At the house of {f}, {x_name} the {x} {x_does}. That was more than {f} had asked for.
        And {f}? Things were no better there. {x_name} the {x} {x_does}. "Does it always do that?" asked {f}'s father.
        In the other house there was a shout. It was {f}. {x_name} the {x} {x_does}, just as always.
        Meanwhile, {x_name} the {x} {x_does}, and {f} had not been ready for that at all.
        Over at {f}'s house, {x_name} the {x} {x_does}. {f} did not laugh at all.
    """)
    t.paragraph()
    t.feel(t.p, "lonely")
    t.beat("""
        {p} lay in bed and thought of {x_name}. Yes, that {x} {x_does}. But it had always been glad to see {p.him}.
        Strange to say, {p} now missed {x_name}. {p.He} even missed the bad things. {p.He} looked over the fence at it and sighed.
        In the evening, it was {x_name} that {p} longed for. "{x_name} is the best of all," {p.he} thought. "Why did I not see that?"
        "What is {x_name} doing now?" {p} wondered. {p.He} looked at the place where it always slept, and {p.his} throat felt tight.
        That night, {p} could not sleep. {x_name} was not there, and nothing felt right without that {x}.
    """)
    t.beat("""
        The week was only half over when {p} ran out of the door. In the middle of the road {p.he} met {f}, with {x_name}. "I was just bringing it back," said {f}.
        Before the sun was up, {p} knocked on {f}'s door. It opened at once. "I hoped that it was you," said {f}. "Please, may I have {y_name} back?"
        On the fourth day, both doors opened at the same moment. "Swap?" asked {p}. "Swap!" said {f}.
        {p} did not wait until the week was over. Neither did {f}. They met at the gate, and no one had to explain anything.
        After four days, {p} ran to {f}'s house with {y_name}. "I want to swap back," said {p}. "So do I!" said {f}.
    """)
    t.give(t.x, t.f, t.p)
    t.give(t.y, t.p, t.f)
    t.feel(t.p, "happy")
    t.feel(t.f, "happy")
    t.paragraph()
    t.beat("""
        {x_name} came home with {p}, and it seemed to {p.him} the finest {x} in the world.
        {p} pressed {p.his} face against {x_name}. "You are special after all," {p.he} whispered.
        When {x_name} saw {p}, it was beside {p.him} in no time, and it would not leave {p.him} all day.
        Before long, the {x} {x_does}, just as before. {p} only laughed.
        {p} was so glad to have {x_name} back that {p.he} sat with it all evening.
    """)
    ending(t, t.p, t.one(
        "The grass is always greener on the other side of the fence, until you have to mow it.",
        f"From then on, {t.p} visited {t.y_name} every day, and came home gladly every night.",
        "What you love is never perfect, and it does not have to be.",
        f"After that, {t.p} and {t.f} looked over the fence only to say good morning.",
        "Envy sees only half of things.",
    ))


def nest_secret(t):
    t.p, t.f = _pair(t)
    t.babies, t.where, job, t.plan, t.instead = t.one(*NESTS)
    t.w, t.s = t.adult(job), t.one("brother", "sister", "cousin")
    t.treat, t.day = t.one("a stick of candy", "a bag of nuts", "two pennies", "a slice of cake", "a new pencil", "a handful of cherries"), t.one("One day", "One morning", "One sunny morning", "One bright day", "Early one morning", "One spring morning", "One Saturday", "On the first day of summer", "One quiet Sunday")
    opening(t, t.p)
    friend(t, t.p, t.f)
    t.paragraph()
    t.promise(t.p, "not to tell")
    t.beat("""
        {day}, {f} whispered, "Can you keep a secret?" {p} nodded. {f} led {p.him} on tiptoe and showed {p.him} {babies}, {where}. "Promise not to tell anyone," said {f}. "I promise," said {p}.
        {day}, {f} took {p} by the hand and put a finger to {f.his} lips. {where}, there was something alive. "Look," breathed {f}. It was {babies}. "Nobody else must know." {p} gave {p.his} word.
        {day}, {f} said, "I will show you something, but you must promise not to tell." {p} promised. Then {f} showed {p.him} {babies}, hidden {where}.
        {day}, {f} came running. "Come, but quietly!" said {f}. They ran and ran, and there, {where}, {p} saw {babies}. "If everyone comes to look, they will be frightened," {f} said. So {p} promised to tell no one.
        {day}, {p} followed {f} without a sound. Then {f} stopped and pointed to {babies}, {where}. "You must not tell anyone," said {f}, and {p} promised.
    """)
    if t.chance(0.5):
        t.beat("""
            Every day the two of them went there and watched without a sound.
            After that, they looked in on them every day, from far enough away.
            {p} felt as if {p.he} had swallowed a little sun. It is a fine thing to have a secret.
            {p} had never seen anything so small and so soft.
            Each afternoon the two friends came back for a while and kept as still as stones.
        """)
    t.paragraph()
    t.beat("""
        It was not easy. "Where do you go every day?" asked {p}'s {s}. "I will give you {treat} if you tell me." {p} thought about it, but not for long. "No," {p.he} said.
        A secret tickles, and it wants to come out. "Tell me, and you get {treat}," said {p}'s {s}. {p} shut {p.his} lips tight and shook {p.his} head.
        {p}'s {s} held out {treat}. "This is yours," said the {s}, "if you tell me where you go." {p} wanted it very much. But {p.he} had promised.
        At school they all guessed. "You have found gold," they said. "You have found a ghost." {p}'s {s} even offered {p.him} {treat}. {p} only smiled and said nothing.
        "You have a secret," said {p}'s {s}. "Tell me, and I will give you {treat}." But {p} thought of the promise and said no.
    """)
    t.paragraph()
    t.feel(t.p, "worried")
    t.beat("""
        Then, one morning, {p} heard {w}, the {w.kind}, talking in the street. "Today I am going to {plan}," said {w}. {p} turned cold.
        But on Friday, {p} met {w} the {w.kind}, with all {w.his} tools. "Where are you going?" asked {p}. "I have to {plan}," said {w}.
        Then something happened that nobody had thought of. {w} the {w.kind} came by and said, "This afternoon I will {plan}." {p} felt {p.his} heart jump.
        A week later, {p} saw {w}, the {w.kind}, roll up {w.his} sleeves. "It is time to {plan}," said {w}, and {w.he} meant the very place where the little ones lived.
        The next week, {w} the {w.kind} came down the road. "I am on my way to {plan}," said {w}. When {p} heard that, {p.his} hands began to shake.
    """)
    t.beat("""
        What could {p} do? If {p.he} told, {p.he} would break {p.his} word. If {p.he} did not tell, something terrible would happen.
        "I promised not to tell," thought {p}, "but I cannot let this happen." There was only one way, and {p.he} began to run.
        {p} opened {p.his} mouth and shut it again. A promise is a promise. Then {p.he} knew whom {p.he} had to ask.
        {p} wanted to shout it out. But the secret was not {p.hers} alone. It belonged to {f} too.
        {p} thought and thought. A promise must be kept, but the little ones must be safe too.
    """)
    t.paragraph()
    t.keep(t.p, "not to tell")
    t.beat("""
        {p} ran to {f} as fast as {p.he} could. "Please let me tell!" {p.he} panted, and {p.he} explained. {f} turned pale. "Yes," said {f}. "Quick, we will tell it together!"
        {p} found {f} at breakfast. "You have to set me free from my promise," said {p}, and told {f.him} why. {f} did not even put on shoes. "Come on!" said {f}. "We will both tell!"
        "{f}! {f}!" called {p} under {f.his} window. When {f} had heard it all, {f.he} said, "This is not a time for secrets. Let us go." And they ran.
        {p} ran and ran until {p.he} found {f}. "Please set me free from my promise," said {p}, and {p.he} told {f} why. "Of course," said {f}. "Come, we will tell it together!"
        {p} hurried to {f}. "May I tell our secret?" asked {p}. "The little ones are in danger!" "Yes, we must tell it," said {f}, and they ran off together.
    """)
    t.paragraph()
    t.beat("""
        "Stop!" they called. They were just in time. They told {w} who lived there, and {w} came closer to see.
        {w} had already begun when the two children came flying around the corner. "Wait!" they cried, and they showed {w} what was hidden there.
        They got there out of breath and stood in front of {w} with their arms spread wide. "Please look first," they said. {w} looked, and {w.his} face grew soft.
        They came just in time. "Please do not do it!" they cried, and they showed {w} where the little ones were hiding.
        "Wait, please wait!" they shouted from far away. {w} stopped, and the two of them showed {w} the little ones.
    """)
    t.feel(t.p, "happy")
    t.beat("""
        "If I had hurt them, I would never have forgiven myself," said {w}. And {w.he} {instead}.
        "Well, look at that," whispered {w}. "I can wait." So {w.he} {instead}.
        {w} took off {w.his} hat to the little ones. "They were here first," {w.he} said, and {w.he} {instead}.
        "It is good that you told me," said {w} quietly. Then {w.he} {instead}.
        {w} smiled at the little ones. "I do not want to hurt them," {w.he} said, and {w.he} {instead}.
    """)
    t.beat("""
        Now it was a secret for three, and all three kept it well.
        "You did not break your promise," {f} told {p}. "You asked me first. I can trust you with anything."
        A few weeks later, the little ones were big enough to go their own way, and {p} and {f} waved to them.
        Before long, the place was empty. They had all grown up. "Good luck," whispered {p}.
        {f} took {p}'s hand. "You kept our secret well," said {f}, "and you knew when it was time to tell."
    """)
    ending(t, t.p, t.one(
        "Some secrets are for keeping, and some are for telling, and a good friend helps you to know which.",
        f"{t.p} had kept {t.p.his} word and had kept the little ones safe too.",
        "When somebody is in danger, it is right to speak.",
        "",
    ))


def fair_rules(t):
    t.p, t.l = _pair(t)
    t.f, t.k = t.child(), t.child()
    t.game = t.one(*GAMES)
    (t.f_who, t.f_rule), (t.k_who, t.k_rule), (t.p_who, t.p_rule) = t.deal(RULES), t.deal(RULES), t.deal(RULES)
    t.where = t.one("in the meadow", "behind the school", "in the park", "in the old orchard", "on the village green", "in the yard behind the mill", "on the beach")
    t.box = t.one("cap", "straw hat", "basket", "boot", "paper bag", "bucket", "mitten")
    t.beat("""
        Once upon a time, four children wanted to play {game} {where}. They were {p}, {f}, {k} and little {l}.
        Once upon a time, there were four friends, {p}, {f}, {k} and {l}, who was the smallest. After school they met {where} to play {game}.
        It was a fine day for {game}. {p}, {f} and {k} met {where}, and little {l} came along too.
        "Who wants to play {game}?" called {p}, {where}. "I do!" said {f}. "I do!" said {k}. "Me too," said {l}, who was the smallest.
        {where}, four children were playing {game}. The biggest was {p}, the smallest was {l}, and in between were {f} and {k}.
    """)
    if t.chance(0.5):
        t.beat("""
            It is a simple game, and it has only two or three rules.
            At first everything went well, and they ran until their faces were red.
            They laughed and ran, and nobody thought about rules.
            They had played it a hundred times before.
            For a while it was fun, and all four of them laughed a lot.
        """)
    t.paragraph()
    t.beat("""
        Then {f}, {f_who}, said, "{f_rule}." "Since when?" asked {k}. "Since now," said {f}.
        But when {f} was about to be caught, {f} had an idea. "{f_rule}!" cried {f}, {f_who}. "That is a new rule."
        It began with {f}, {f_who}. "Here is a new rule," said {f}. "{f_rule}."
        Suddenly {f}, {f_who}, stopped and said, "{f_rule}." The others were surprised, but they went on.
        After a while, {f}, {f_who}, held up a hand. "{f_rule}," said {f}. "That is my rule."
    """)
    t.beat("""
        "Then I have a rule too," said {k}, {k_who}. "{k_rule}!"
        After that, {k}, {k_who}, wanted to have a rule as well. "{k_rule}," said {k}.
        That gave {k} an idea. "{k_rule}," said {k}, {k_who}. "It is only fair."
        "If you can make rules, so can I," said {k}, {k_who}. "{k_rule}."
        {k}, {k_who}, thought for a moment. "Then this is my rule," said {k}. "{k_rule}."
    """)
    t.beat("""
        Now it was the turn of {p}, {p_who}. "{p_rule}!" {p.he} shouted.
        "Listen to me!" called {p}, {p_who}. "{p_rule}!"
        "{p_rule}," said {p}, {p_who}, "and that is the most important rule of all."
        {p}, {p_who}, did not want to be left without a rule. "{p_rule}," {p.he} said.
        "I can do that too," said {p}, {p_who}. "My rule is this. {p_rule}."
    """)
    t.paragraph()
    t.feel(t.p, "angry")
    t.beat("""
        Soon there were so many rules that nobody could move. "You are cheating!" "No, you are cheating!" They stood there and shouted, and no one was playing any more.
        In a little while there were nineteen rules. Nobody could be caught, and nobody could win. They shouted at each other until the birds flew away.
        Now everybody was safe all the time, and the game stood still. "That is not fair!" they all cried at once.
        After that, nobody ran. They only talked about rules, louder and louder, and their faces grew red.
        Before long, nobody knew which rule was the right one. Everyone shouted at once, and no one played any more.
    """)
    if t.chance(0.5):
        t.beat("""
            "I am the oldest," said {p}. "I will make all the rules." Then the others did not want to play at all.
            "I am going home," said {k}. "Me too," said {f}.
            {f} sat down on the ground and turned away. {k} picked up a jacket to go home.
            {p} kicked a stone. It had been such a fine afternoon.
            {f} would not look at {k}, and {k} would not look at {p}. All the fun was gone.
        """)
    t.paragraph()
    t.beat("""
        "I do not have a rule," little {l} said. "But I know something. At home, one of us cuts the cake, and the other one gets to choose. So the pieces are always the same."
        Then {l} spoke up. {l.He} had not said a word until now. "When my brother and I share an apple," {l.he} said, "one of us cuts it and the other takes first. That way, nobody cheats."
        Little {l} pulled at {p}'s sleeve. "May I say something?" {l.he} asked. "When you cut a pie, you must not know which piece you will get. Then you cut it fairly."
        Little {l} held up a hand. "When I cut a cake," {l.he} said, "somebody else takes the first piece. So I make all the pieces the same size."
        "Listen," said little {l}. "When two of us share a pear, I cut it, and the other one chooses a half. So I make both halves the same."
    """)
    t.paragraph()
    t.beat("""
        "What does that have to do with {game}?" asked {f}. "First we make the rules," said {l}. "After that we draw names out of a {box}. Nobody knows who has to do the catching. So nobody will make a bad rule."
        They did not understand. "We make the rules before we know who is who," said {l}. "Then we put four names into a {box} and draw one, and that one begins."
        "So let us make the rules first," {l} went on, "and draw a name from a {box} later, to see who does the catching. You will not make a rule that is mean if it may be mean to you."
        "It is the same with rules," said {l}. "We make them first. Then we draw a name out of a {box} to see who has to catch. A bad rule may be bad for you, so you will not make it."
        "We can do the same with rules," said {l}. "First we make them, and then we draw one of our names out of a {box}. Nobody knows who will have to catch, so every rule must be fair."
    """)
    t.paragraph()
    t.feel(t.p, "happy")
    t.beat("""
        They tried it. It was odd how quickly they agreed. In the end there were only three rules, and a child of four could learn them.
        {p} scratched {p.his} head. Then {p.he} laughed. "That is clever," {p.he} said. In five minutes they had three good rules, the same for everyone.
        So they sat down in a ring. Nobody asked for anything silly now, since it might turn against them. They needed only three rules.
        They talked it over, and this time nobody shouted. Soon they had three rules, and everyone liked all three.
        "Let us try it," said {p}. They thought about each rule and kept only three, and those three were good for everyone.
    """)
    t.beat("""
        They drew a name out of the {box}, and the name was {p}. {p} only laughed, and off they ran. They played until it was too dark to see.
        Then {l} drew a name, and it was {l}'s own. {l.He} ran after them on {l.his} short legs and caught all three. It was the best game in years.
        Out of the {box} came {k}'s name, and nobody complained, not even {k}. They played until their mothers called them for supper.
        The name was {f}'s. "Fair is fair," said {f}, and counted to twenty, and away they ran.
        One name came out of the {box}, and it was {l}'s. Little {l} cheered, and they played happily until the sun went down.
    """)
    ending(t, t.p, t.one(
        f'Since then, when there is a quarrel, somebody always says, "Ask {t.l}."',
        "A rule is good when it is good for everyone.",
        "If you do not know which piece you will get, you cut fairly.",
        f"The smallest one had had the biggest idea, and {t.p} was the first to say so.",
        "",
    ))

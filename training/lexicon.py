"""Words that stories are told with. Every list is plain data; `teller.py` turns entries into objects."""

GIRLS = """Lily Mia Anna Rose Clara Ella Nora Ruby Sophie Lucy Grace Emma Zoe Maya Ivy Hana Tess Molly Daisy Alice
Amina Aisha Beth Bella Carmen Cleo Dora Edith Elsa Esme Eva Faye Fiona Freya Gita Gwen Hattie Helen Ida Ines Iris Jane
Jasmine Jill Josie Juno Kate Kira Lara Leila Lena Lola Lotte Luna Mabel Maria Martha Matilda Meg Mina Mira Nadia Naomi
Nell Nina Nisha Olive Orla Paula Pearl Penny Petra Poppy Priya Rita Rosa Sadie Sara Selma Sonia Stella Suki Talia Tara
Thea Tilly Uma Vera Viola Wendy Yara Yuki Zara Zelda Abby Ada Agnes Amber Annie Audrey Beatrice Bonnie Brenda Celia
Chloe Dalia Della Eliza Ellen Etta Flora Georgia Greta Hazel Holly Isla June Kezia Lila Lydia Maud Millie Myra Noor
Odette Peggy Rachel Robin Rhea Sally Sasha Sunny Sylvia Tabitha Una Willa Winnie""".split()
BOYS = """Tom Ben Max Sam Leo Jack Finn Oscar Henry Theo Noah Hugo Peter Eli Toby Will Owen Felix Sami Arlo
Adam Albert Alex Ali Amir Andy Archie Arthur Asher Axel Basil Bill Boris Carl Charlie Chen Colin Conrad Dan David Diego
Dylan Eddie Edgar Emil Enzo Eric Ethan Evan Ezra Frank Fred Gabriel George Gus Harry Hassan Ian Isaac Ivan Jacob Jake
James Jamie Jasper Joe John Jonas Joseph Juan Jude Kai Karim Kofi Lars Lewis Liam Linus Louis Luca Luke Marco Mark Martin
Mateo Matt Miles Milo Musa Ned Nico Nils Olaf Ollie Omar Otis Otto Pablo Patrick Paul Percy Philip Quinn Rafi Ralph Ravi
Rex Robert Rory Rowan Rufus Sasho Seth Simon Stan Stefan Sven Tariq Ted Tim Tobias Tyler Victor Walter Wesley Yusuf Zack
Abel Alan Angus Barney Bruno Caleb Cyrus Darius Dennis Elmo Ernest Gregor Ivo Jonah Kenji Lorenzo Magnus Nathan Pavel
Rashid Reuben Roland Sunil Timo Vito Wilbur""".split()
SURNAMES = """Baker Bell Brook Carter Dale Field Finch Fisher Frost Green Hill Lane Marsh Miller Moss Oakley Parker Penrose
Plum Pond Potter Reed Rivers Sand Shaw Stone Thatcher Thorn Wells Winter Wood Wren""".split()
ANIMAL_NAMES = """Pip Bramble Biscuit Fern Pepper Clover Moss Acorn Willow Button Maple Tansy Rusty Thistle Nutmeg Pebble
Barley Juniper Sorrel Twig Teasel Cricket Dapple Dusty Ember Fidget Flick Ginger Huckle Inky Jumble Kipper Marigold Mistle
Mopsy Nibble Oaky Paddle Patch Pickle Plum Puddle Quill Ripple Scamper Skip Snowdrop Sooty Sprout Squeak Tatters Tumble
Velvet Whisk Wisp Zigzag Bumble Conker Dumpling Feather Mallow Mumble Needle Poppet Rowan Russet Shadow Sparkle Speckle
Tiptoe Toffee Truffle Tuft Waddle Whistle""".split()

# kind -> homes that suit it
ANIMALS = {
    "fox": ["a den under the roots of a pine", "a sandy hole by the hedge"],
    "rabbit": ["a burrow under an old oak", "a warm burrow in the meadow"],
    "bear": ["a cave behind the waterfall", "a cosy cave on the hill"],
    "mouse": ["a hole behind the pantry", "a tiny house in a hollow log"],
    "owl": ["a hole high up in an oak", "the top of the old barn"],
    "squirrel": ["a nest in a tall beech tree", "a hollow in the chestnut tree"],
    "hedgehog": ["a pile of dry leaves", "a nest under the garden shed"],
    "duck": ["a nest among the reeds", "a quiet corner of the pond"],
    "frog": ["a lily pad on the pond", "a wet stone beside the well"],
    "turtle": ["the sunny side of the lake", "a mossy bank by the river"],
    "otter": ["a den beside the river", "a bank of soft mud by the stream"],
    "badger": ["a deep den under the hill", "a tidy den in the woods"],
    "deer": ["a clearing in the forest", "a quiet wood full of ferns"],
    "beaver": ["a lodge of sticks on the river", "a lodge in the middle of the pond"],
    "goat": ["a stony hill above the farm", "a field with a broken fence"],
    "mole": ["a long tunnel under the field", "a soft dark tunnel in the garden"],
    "sparrow": ["a nest under the roof of the mill", "a hedge full of berries"],
    "robin": ["a nest in the ivy", "an old teapot in the garden"],
    "crow": ["the tallest elm in the park", "a ragged nest above the fields"],
    "snail": ["a cool place under a cabbage leaf", "a crack in the garden wall"],
    "ant": ["a busy hill under a flat stone", "a little hill beside the path"],
    "bee": ["a golden hive in the orchard", "a hollow tree full of honey"],
    "cat": ["a house with a blue door", "a loft above the bakery"],
    "dog": ["a kennel behind the farmhouse", "a cottage by the crossroads"],
    "donkey": ["a stable beside the mill", "a green field at the foot of the hill"],
    "hen": ["a small red henhouse", "the warm corner of a barn"],
    "pig": ["a sty with clean straw", "a muddy yard behind the barn"],
    "sheep": ["a wide hill full of clover", "a stone fold on the hillside"],
    "pony": ["a stable at the end of the lane", "a field with a white gate"],
    "goose": ["a yard beside the river", "a pond behind the farm"],
    "lizard": ["a warm stone wall", "a crack in a sunny rock"],
    "bat": ["the roof of an old church", "a dry cave near the sea"],
    "seal": ["a flat rock in the bay", "a beach of grey stones"],
    "penguin": ["an island of ice", "a windy shore far in the south"],
    "elephant": ["a wide plain with a few tall trees", "a forest beside a brown river"],
    "monkey": ["a tall fig tree", "a noisy forest full of fruit"],
    "lion": ["a hill of yellow grass", "a den among warm rocks"],
    "camel": ["a small village in the desert", "a tent by a well"],
    "wolf": ["a cold forest in the north", "a cave under the pines"],
    "swan": ["a still lake", "a bend of the slow river"],
}
PETS = "puppy kitten pony lamb rabbit duckling parrot hamster tortoise calf".split()

ADJECTIVES = """little young kind curious quiet cheerful brave clever shy gentle lively thoughtful patient merry careful
hopeful stubborn dreamy honest busy proud restless sensible friendly""".split()

HOMES = """a small village by the sea|a little house near the forest|a tall house on a hill|a sunny town beside a river
a cottage at the edge of the woods|a quiet valley between two mountains|a farm with a red barn|a narrow street full of flowers
a house above a bakery|a village where the road ended|a boathouse on a lake|a city of a thousand windows|a flat on the top floor
a windy island|a stone cottage near a mill|a village with one shop|a house with a green gate|a town with an old clock tower
a fishing village|a house beside a railway line|a caravan painted yellow|a farm at the foot of a hill|a street near the harbor
a small town with a big market|a cabin in the snowy north|a house under three tall poplars""".replace("\n", "|").split("|")

# (noun with its preposition of rest, noun) ; "to the X" is made from the noun
PLACES = {
    "town": "at the market|in the square|at the bakery|in the library|at the school|at the station|at the mill|in the park|"
    "at the harbor|in the workshop|at the well|on the bridge|at the blacksmith's forge|in the museum|at the post office|"
    "at the inn|in the theater|at the town hall|in the toy shop|in the church|at the fair|in the playground",
    "wild": "in the forest|in the meadow|by the river|by the lake|on the hill|on the beach|in the cave|in the orchard|"
    "in the marsh|on the mountain|by the waterfall|in the valley|in the old quarry|on the cliff|in the pine wood|by the pond|"
    "in the clearing|on the moor|in the reeds|by the stream",
    "home": "in the kitchen|in the garden|in the attic|in the barn|in the cellar|in the shed|on the porch|in the hall|"
    "in the henhouse|in the stable|by the fireplace|in the yard|in the pantry|on the stairs",
    "hiding": "under the bed|behind the barn|beside the old well|under a rose bush|in the tall grass|behind the garden shed|"
    "between two stones|inside a boot|at the bottom of a basket|under a pile of leaves|behind the curtain|in a hollow log|"
    "under the stairs|on top of the cupboard|in the pocket of an old coat|behind the piano|inside a flowerpot|"
    "under the wooden bridge|in the dog's basket|among the cabbages",
}

COLORS = "red blue green yellow silver golden purple white orange brown pink black grey".split()
SIZES = "small big large".split()

# category -> nouns (each takes "a" or "an")
THINGS = {
    "toy": "ball|kite|wooden boat|drum|doll|toy train|music box|paper lantern|whistle|marble|spinning top|teddy bear|puppet|"
    "rocking horse|skipping rope|hoop|toy soldier|wooden duck|paper plane|snow globe|box of bricks|toy car|rag rabbit",
    "treasure": "coin|ring|key|locket|pearl|shell|stone|button|feather|bell|compass|medal|brooch|map|crystal|old watch|"
    "tin box|glass bead|carved bird|thimble|pocket knife|spyglass|story book|lucky penny",
    "tool": "hammer|rope|ladder|bucket|lantern|shovel|broom|basket|wheelbarrow|saw|net|needle|oar|axe|rake|paintbrush|"
    "watering can|wooden spoon|fishing rod|blanket|sack|kettle|candle|umbrella",
    "clothes": "hat|scarf|coat|pair of boots|pair of mittens|cap|cloak|sweater|apron|dress|ribbon|belt|pair of socks|vest|shawl",
    "instrument": "flute|fiddle|drum|trumpet|harp|guitar|horn|bell|accordion|banjo",
    "plant": "rose|sunflower|tulip|daisy|bean plant|pumpkin|apple tree|pear tree|cherry tree|strawberry plant|lemon tree|"
    "tomato plant|bluebell|poppy|fig tree|walnut tree|vine|cabbage|lily|violet",
    "gift": "cake|book|scarf|lantern|painting|necklace|jar of honey|basket of apples|wooden bowl|paper star|card|"
    "bunch of flowers|candle|song book|clay cup|knitted hat|box of chalk|pot of jam",
    "vehicle": "cart|boat|sled|bicycle|wagon|raft|canoe|ferry|train|balloon",
}
# uncountable or plural, used as they are
FOODS = """bread|soup|apple pie|honey cake|pancakes|berry jam|warm porridge|cheese|plum cake|stew|roast potatoes|rice pudding|
cherry tart|corn bread|noodles|ginger biscuits|fried eggs|mushroom pie|pea soup|dumplings|oat cakes|lemon cake|toast and butter|
carrot soup|nut bread|fruit salad|hot chocolate|pumpkin pie""".replace("\n", "").split("|")

JOBS = {
    "baker": "baked bread",
    "miller": "ground the wheat",
    "fisherman": "caught fish",
    "farmer": "worked in the fields",
    "tailor": "sewed coats",
    "teacher": "taught the children",
    "clockmaker": "mended clocks",
    "blacksmith": "made horseshoes",
    "gardener": "looked after the roses",
    "carpenter": "made tables and chairs",
    "shepherd": "watched over the sheep",
    "postman": "carried the letters",
    "librarian": "took care of the books",
    "painter": "painted pictures",
    "shoemaker": "made shoes",
    "potter": "made bowls of clay",
    "beekeeper": "kept bees",
    "ferryman": "rowed people over the river",
    "weaver": "wove blankets",
    "toymaker": "carved toys",
    "lighthouse keeper": "lit the great lamp",
    "innkeeper": "ran the inn",
    "doctor": "cared for the sick",
    "sailor": "sailed the sea",
    "musician": "played the fiddle",
    "woodcutter": "cut wood",
    "glassblower": "blew glass",
    "candlemaker": "made candles",
    "cook": "cooked for everyone",
    "train driver": "drove the train",
}
WEATHER = """the sun was shining|a soft rain was falling|the wind was blowing|snow was falling|the sky was clear and blue|
fog lay over the fields|the air smelled of rain|it was very hot|frost covered the grass|dark clouds were coming|
a warm breeze blew|the leaves were turning red""".replace("\n", "").split("|")
FEELINGS = {
    "happy": "happy|glad|full of joy|cheerful|delighted",
    "sad": "sad|unhappy|close to tears|sorry|heavy-hearted",
    "afraid": "afraid|scared|frightened|nervous",
    "angry": "angry|cross|furious|upset",
    "proud": "proud|pleased|very proud",
    "tired": "tired|sleepy|worn out|weary",
    "lonely": "lonely|all alone|left out",
    "curious": "curious|full of questions|eager to know more",
    "ashamed": "ashamed|sorry|full of regret",
    "jealous": "jealous|envious",
    "surprised": "surprised|amazed|astonished",
    "worried": "worried|uneasy|anxious",
}

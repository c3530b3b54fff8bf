"""Stories told by somebody: diaries, letters, memories, and things and animals that tell their own lives."""

from teller import with_article

# where I was new, what I forgot, what we did together
NEW_PLACES = [
    ("at my new school", "pencil case", "drew a map of the whole town"),
    ("at the swimming class", "towel", "practiced floating like two logs"),
    ("in the choir", "song book", "sang the high part without one mistake"),
    ("at the summer camp", "spoon", "built a hut out of branches"),
    ("in the art class", "paintbrush", "painted a whale with a hat"),
    ("in the chess club", "notebook", "played three games and laughed at all our mistakes"),
    ("in the gym class", "jump rope", "jumped over every bench in the hall"),
    ("at the riding school", "helmet", "brushed a pony until it shone"),
    ("in the cooking class", "apron", "baked a loaf in the shape of a hedgehog"),
    ("in the school band", "music stand", "learned a march with a lot of drums"),
    ("at the sewing club", "needle", "made a puppet with button eyes"),
    ("in the garden club", "little shovel", "planted a whole row of peas"),
    ("at the skating school", "warm hat", "went around the ice without falling once"),
    ("in the theater club", "script", "played the front and the back of a cow"),
]
# wild animal, where it was caught, what it did when it was free
CAUGHT = [
    ("hedgehog", "in an old net behind the shed", "rolled into a ball and then peeped out"),
    ("sparrow", "in the strings of a lost kite", "shook every feather"),
    ("robin", "in the pea net", "sang three notes"),
    ("squirrel", "in a bird feeder", "wiped its face with both paws"),
    ("frog", "in the bars of the drain", "blinked at me slowly"),
    ("duckling", "between two boards of the bridge", "peeped louder than a whistle"),
    ("rabbit", "under the garden fence", "wiggled its nose"),
    ("turtle", "between two big stones", "stretched out its long neck"),
    ("crow", "in a piece of wire", "bowed to me like a gentleman"),
    ("mole", "in the hole of a broken flowerpot", "sneezed and shook off the dirt"),
    ("bat", "in a ball of wool in the attic", "opened its thin wings"),
    ("lamb", "in the blackberry bush", "bleated for its mother"),
    ("mouse", "in the neck of an empty bottle", "cleaned its whiskers"),
    ("fawn", "between the bars of the gate", "stood up on its thin legs"),
    ("young owl", "in the soccer net", "turned its head all the way around"),
    ("swan", "in a fishing line by the pond", "spread its great white wings"),
]
# thing that breaks, what I was doing
BREAKABLE = ["vase", "teapot", "plate", "sugar bowl", "cup", "picture frame", "jug", "lamp", "flowerpot", "glass bowl", "clock", "mirror"]
INDOOR_GAMES = [
    "kicking my ball in the hall", "dancing with a broom", "playing pirates on the sofa", "chasing the cat around the table",
    "practicing my cartwheels", "flying my paper plane", "riding my scooter to the kitchen", "being a horse",
    "throwing my hat at the hook", "juggling three apples", "sliding along the floor in my socks", "fighting a dragon with a spoon",
]
# contest, what one makes or brings, what can go wrong with it
CONTESTS = [
    ("sandcastle contest", "castle", "a wave washed away half of it", "bucket"),
    ("kite contest", "kite", "its tail tore off", "ribbon"),
    ("snowman contest", "snowman", "its head rolled down the hill", "hat"),
    ("cake contest", "cake", "the dog ate the top of it", "jar of cream"),
    ("boat race on the pond", "boat", "the mast broke in two", "stick"),
    ("hat contest", "hat", "the wind blew all its flowers away", "bunch of flowers"),
    ("mask contest", "mask", "its nose fell off", "pot of glue"),
    ("scarecrow contest", "scarecrow", "its arm came off", "rope"),
    ("lantern parade", "lantern", "its candle fell into a puddle", "candle"),
    ("puppet contest", "puppet", "its hair came loose", "ball of wool"),
    ("soapbox race", "cart", "a wheel fell off", "wheel"),
    ("drawing contest", "picture", "somebody spilled water on it", "sheet of paper"),
]
PRIZES = ["medal", "cup", "basket of apples", "box of paints", "bag of sweets", "cake", "ribbon", "bag of marbles", "book", "globe"]
SNACKS = [
    "nut bread", "honey cake", "apple slices", "cheese sandwiches", "oat cakes", "ginger biscuits", "carrot sticks", "raisin buns",
    "plum cake", "grapes", "walnuts", "cold pancakes", "cherries", "banana bread", "crackers", "peanuts", "cinnamon rolls",
]
SEEDS = [
    "sunflower", "pumpkin", "bean", "radish", "marigold", "pea", "melon", "tomato", "poppy", "lemon tree", "cucumber", "cornflower", "carrot",
    "foxglove", "daisy", "pepper", "maple tree", "oak tree", "onion", "cherry tree", "strawberry", "lettuce", "beet", "turnip",
]


def _sibling(t):
    """A brother or sister of the narrator: `.rel` is "little brother", `.sib` is "brother"."""
    s = t.child()
    s.sib = "brother" if s.he == "he" else "sister"
    s.rel = t.one("little", "big") + " " + s.sib
    return s


def _parent(t):
    return t.relative("mother", "father")


def _diary_end(t):
    t.paragraph()
    t.beat("""
        Now I am in bed, and my eyes are closing. Good night, diary.
        That is all for today, dear diary. I am going to sleep now.
        It is late, and I have to turn off the light. Good night!
        I will write more tomorrow. Good night, dear diary.
        There is no more room on this page, so I will stop here. Until tomorrow!
        It was a good day, diary. I wanted you to know.
        I wonder what tomorrow will bring. Your {me}
        I am tired, but it is the good kind of tired. Good night from your {me}.
        I wanted to write it all down so that I never forget it. Sleep well, diary.
        Now you know everything, dear diary. Keep it safe for me. {me}
    """)


def diary_first_day(t):
    t.me, t.k, t.m = t.child(), t.child(), _parent(t)
    where, forgot, t.did = t.one(*NEW_PLACES)
    t.thing_, t.mine = t.named_thing(forgot), t.one(*SNACKS)
    t.where, t.sky = where, t.weather()
    t.beat("""
        Dear diary, today was my first day {where}. I did not know anybody there.
        Dear diary, today I was {where} for the first time, and I was [so nervous|more nervous than ever before].
        Dear diary, today I had a stomach ache, because it was my first day {where}.
        Dear diary, today I woke up much too early. It was my first day {where}!
        Dear diary, today {sky}, but I hardly noticed, because it was my first day {where}.
        Dear diary, I was new {where} today, and I have to tell you how it went.
    """)
    t.feel(t.me, "afraid")
    t.beat("""
        "You will be fine, {me}," said {m} at the door. I was not so sure.
        {m} squeezed my hand. "Be brave, {me}," {m.he} said.
        My {m.kind} walked with me to the door. "Go on, {me}," said {m}. "They do not bite."
        "Are you ready, {me}?" asked {m}. I shook my head, but I went in anyway.
        {m} kissed me and said, "Just be yourself, {me}."
    """)
    t.paragraph()
    t.feel(t.me, "lonely")
    t.beat("""
        There were [twenty|thirty|at least forty] children, and not one face that I knew.
        A teacher with [big glasses|a long braid|a friendly nose] wrote my name on a list. Then she went on to the next child.
        I hung up my coat on the very last hook.
        It all smelled new and strange, and it was very loud.
        It was all much bigger than I had thought.
    """)
    t.beat("""
        Everyone was already talking in little groups. I stood by the wall and looked at my shoes.
        All the others knew each other. They laughed about things that I did not know.
        Nobody was mean, but nobody spoke to me. I felt as small as a crumb.
        There was one empty chair, and it was in the corner. I sat down and wished that I were a chair, too.
        I said hello, but my voice was so quiet that nobody heard it.
    """)
    t.beat("""
        Then I looked into my bag. I had left my {thing_} at home! I [almost cried|felt my face turn red].
        And then it got worse. I had forgotten my {thing_}, and everybody needed one.
        When we began, I saw that I did not have my {thing_}. It was still at home by the door.
        Then the teacher said, "Take out your {thing_}, please." Mine was at home!
        I felt in my bag for my {thing_}, and I felt again, but it was not there.
    """)
    t.paragraph()
    t.beat("""
        "You can use mine," said somebody. It was a {k.kind} with a [gap between {k.his} teeth|lot of freckles|green sweater]. "My name is {k}. What is yours?"
        A {k.kind} moved [closer|over to me]. "We can share," {k.he} said. "I am {k}. Who are you?"
        Then a {k.kind} named {k} tapped me on the arm. "Take mine," {k.he} said. "We can take turns. What is your name?"
        Somebody pushed {thing_.a} across to me. It was a {k.kind} called {k}. "This is for both of us," {k.he} said. "What are you called?"
        Just then a {k.kind} smiled at me. "You may use mine," {k.he} said. "I am {k}. Who are you?"
    """)
    t.beat("""
        "I am {me}," I said. "Today is my first day." {k} grinned. "Mine was last week," {k.he} said. "I cried in the bathroom."
        "{me}," I said. "I am new." {k} nodded. "So am I," {k.he} whispered. "I only came here on Monday."
        "My name is {me}," I said, "and I do not know anybody." "Now you know me," said {k}.
        I told {k.him} that I was {me} and that I was new. "I was new once, too," said {k}. "It only lasts for a day."
        "I am called {me}," I said, "and this is my first day." "Then stay with me," said {k}.
    """)
    t.paragraph()
    t.feel(t.me, "happy")
    t.beat("""
        After that, everything was easy. We {did}, and at noon we shared [my {mine}|the {mine} from my bag].
        From then on, the day flew by. {k} and I {did}. I gave {k.him} half of my {mine}.
        Together we {did}. {k} told me the names of all the others, and I gave {k.him} some of my {mine}.
        We {did}, and we laughed so much that others came to see why. Then we all ate {mine}.
        The rest of the day was fun. {k} and I {did}, and then we ate my {mine} together.
    """)
    t.beat("""
        When {m} came for me, I did not want to go home yet.
        "Well, how was it?" asked {m} in the evening. I talked all the way home.
        "Same place tomorrow?" asked {k}. I said yes three times.
        Tomorrow I will bring my own {thing_}, but I hope that I can still sit next to {k}.
        In the evening I put my {thing_} into my bag. Maybe somebody else will forget one tomorrow.
    """)
    _diary_end(t)


def diary_caught(t):
    t.me, t.m = t.child(), t.relative("mother", "father", "grandfather", "grandmother")
    t.x, t.spot, t.did = t.one(*CAUGHT)
    t.ax = with_article(t.x)
    t.s, t.gift = _sibling(t), t.one("a saucer of water", "some crumbs", "a piece of apple", "a few oats", "a leaf of lettuce", "some seeds")
    t.cloth = t.named_thing(t.one("scarf", "towel", "sweater", "blanket", "apron", "shawl", "coat", "dress"), "old")
    t.beat("""
        Dear diary, today I found {ax}. It was caught {spot}.
        Dear diary, today I heard a strange little noise. I went to look, and there was {ax}, caught {spot}!
        Dear diary, you will never guess what I found today. {ax} was stuck {spot}!
        Dear diary, today I saved somebody. It was {ax}, and it was trapped {spot}.
        Dear diary, today I was going to read all day, but then I saw {ax} that was caught {spot}.
        Dear diary, today something happened that I will never forget. I met {ax}, stuck {spot}.
    """)
    t.paragraph()
    t.beat("""
        I came closer and put out my hand, but the {x} kicked and struggled. Its heart beat so fast!
        I wanted to pull it out, but it was so [afraid|frightened] of me that it only got more stuck.
        "Do not be afraid," I said. But the {x} did not know me, and it shook all over.
        I pulled a little. The {x} cried out, and I let go at once. I did not want to hurt it.
        I tried to help, but the {x} thought that I was going to eat it. It fought with all its strength.
    """)
    t.feel(t.me, "worried")
    t.beat("""
        My {s.rel} {s} came running. "What have you got there, {me}?" {s.he} asked. "Call {m}!" I said. "Quick!"
        So I called my {s.rel} {s}. "Stay here and be very quiet," I told {s.him}, and I ran to get {m}.
        I ran to the house. "{m}!" I shouted. "Come quickly!" My {s.rel} {s} came, too.
        "{s}!" I called to my {s.rel}. "Get {m}!" I did not want to leave the {x} alone.
        I called as loudly as I could. My {s.rel} {s} came first, and then {s.he} ran to get {m}.
    """)
    t.paragraph()
    t.beat("""
        {m} looked at it and nodded. "It is more scared than you are, {me}," {m.he} said. "We must work slowly." {m.He} laid {cloth.a} over its head.
        {m} brought {cloth.a} and laid it over the {x}. "When it is dark, it feels safe," {m.he} said.
        "First we make it dark," said {m}, and {m.he} covered the {x} with {cloth.a}. At once it was still.
        {m} did not hurry at all. {m.He} put {cloth.a} over the {x}, and it stopped fighting. "Now, {me}," {m.he} said. "Your hands are smaller than mine."
        First {m} put {cloth.a} over the {x}, very gently. "Now it cannot see us," {m.he} said, "and it will be calm."
    """)
    t.beat("""
        I worked one leg free and then the other. I did not even breathe. Then it was out!
        {m} held the {x}, and I did the rest, bit by bit, until it was free.
        I counted to ten so that my hands would not shake. Then I lifted it out, as carefully as an egg.
        It took a long time. {s} whispered, "A little more, a little more." And then the {x} was free!
        {m} showed me what to do, and I did it very slowly. At last the {x} was free.
    """)
    t.beat("""
        When we took {cloth.the} away, the {x} {did}.
        {m} lifted {cloth.the}, and the {x} {did}. We all smiled.
        I put {gift} on the ground. The {x} looked down, looked up again, and {did}.
        The {x} {did}. It was the [prettiest|best] thing I have ever seen.
        Off came {cloth.the}. At first the {x} kept still, but soon it {did}.
    """)
    t.paragraph()
    t.beat("""
        "Can I keep it?" I asked. I had already thought of a name. {m} shook {m.his} head. "It has a home," {m.he} said, "and somebody there is waiting for it."
        "Please, can we keep it?" I said. "What would you want, {me}," asked {m}, "if you were the {x}?" I knew the answer, but I did not like it.
        I wanted to keep it in my room. {s} wanted to keep it, too. "It would miss its home," said {m}. That was true.
        "It can sleep in my bed!" I said. {m} put an arm around me. "It said thank you," {m.he} said. "Now it wants to go home."
        "It could live with us," I said. "It already has a home, {me}," said {m}, "and it wants to go back there."
    """)
    t.feel(t.me, "proud")
    t.beat("""
        So I stepped back and let it go. Before it was gone, it stopped and looked around at me. I waved.
        I let go of it. The {x} waited a moment, and then it was off. I was a little sad and very proud.
        We stood quite still and watched it go. "Good luck!" called {s}. I could not say anything.
        So I let it go. "You did well, {me}," said {m}, and I felt as tall as a tree.
        I took one step back and let the {x} go home. I was a little sad, but I was happy for it all the same.
    """)
    t.beat("""
        I left {gift} outside, in case it comes back.
        Before supper I cleaned up the place so that nobody can get caught there again.
        {s} and I are going to look for it tomorrow, but only from far away.
        In the evening I put {gift} by the back door. You never know.
        At supper we could not talk about anything else.
    """)
    _diary_end(t)


def diary_broken(t):
    t.me, t.o, t.s = t.child(), t.relative("mother", "father", "grandmother", "grandfather", "aunt"), _sibling(t)
    t.x = t.named_thing(t.one(*BREAKABLE), t.color())
    t.game, t.food1 = t.one(*INDOOR_GAMES), t.food()
    t.hid = t.one("under my bed", "in my sock drawer", "behind the sofa", "in my school bag", "under my pillow", "in my toy box", "in the wood basket")
    t.beat("""
        Dear diary, today I did something bad. I broke my {o.kind}'s {x}.
        Dear diary, today was a terrible day, and it was my own fault. I broke {x.the} that belongs to my {o.kind}.
        Dear diary, I have to tell you something that happened today. My {o.kind}'s {x} is broken, and I did it.
        Dear diary, today I heard a crash, and the crash was me. I broke my {o.kind}'s {x}.
        Dear diary, today I wished that I could turn back the clock. I broke {x.the} that my {o.kind} loves so much.
    """)
    t.feel(t.me, "ashamed")
    t.beat("""
        I was {game}, which is not allowed in the house. Then I bumped into the shelf, and down fell {x.the}.
        It happened because I was {game}. I have been told a hundred times not to do that indoors.
        I was {game}. "Not in the house, {me}," {o} always says. I only wanted to do it once.
        I was bored, so I started {game}. One moment later it lay on the floor in pieces.
        While I was {game}, I bumped into the shelf. {x.the} fell down and broke.
    """)
    t.paragraph()
    t.beat("""
        Nobody had seen it. I picked up all the pieces and hid them {hid}.
        I listened. The house was quiet. So I wrapped the pieces in a cloth and put them {hid}.
        I looked left and right. Then I swept the pieces together and hid them {hid}. My hands were cold.
        The worst thing is what I did next. I hid all the pieces {hid} and said nothing.
        I was afraid, so I did something silly. I picked up the pieces and put them {hid}.
    """)
    t.beat("""
        At supper we had {food1}, but I could not swallow. "Are you ill, {me}?" asked {o}. I shook my head.
        "You are so quiet, {me}," said {o} at supper. I looked at the {food1} and did not want any.
        We had {food1} for supper, but to me everything tasted like paper. {o} was so kind to me that it made everything worse.
        {o} had made {food1} for us. I felt so bad that I gave mine to my {s.rel}.
        For supper we had {food1}, but my stomach felt like a stone. "Is something wrong, {me}?" asked {o}. "No," I said.
    """)
    t.paragraph()
    t.promise(t.me, "tell")
    t.beat("""
        Then {o} looked at the shelf. "Where is {x.the}?" {o.he} asked. "Did you take it, {s}?" My {s.sib} {s} shook {s.his} head.
        After supper {o} saw the empty place on the shelf. {o.He} looked at my {s.rel}. "{s}, was that you?" {o.he} asked.
        Then {o} asked my {s.rel} {s} about {x.the}. "It was not me!" said {s}, and {s.his} eyes filled with tears.
        But then it got even worse. {o} thought that my {s.rel} {s} had done it! {s} began to cry.
        "Who has moved {x.the}?" asked {o}, and {o.he} looked at my {s.rel} {s}. {s} turned pale and said, "I did not touch it!"
    """)
    t.keep(t.me, "tell")
    t.beat("""
        I could not let {s} take the blame. "It was me," I said. "I broke it, and I hid it. I am so sorry." And I went and got the pieces.
        I jumped up so fast that my chair fell over. "It was not {s}! It was me!" I said. Then I brought all the pieces and began to cry.
        My heart was beating like a drum. "I did it," I said. "I was {game}." I fetched the pieces and laid them on the table.
        Then the truth jumped out of my mouth. "I broke it. {s} did nothing. I am sorry!" I laid the pieces in front of {o}.
        "Please do not be angry with {s}," I said. "I was the one who broke it." I ran to get the pieces and put them on the table.
    """)
    t.paragraph()
    t.beat("""
        {o} was silent for a moment. "I am sad about it," {o.he} said, "but I am glad that you told me."
        I waited for {o} to shout, but {o.he} did not. "It was brave to say that, {me}," {o.he} said. "A thing is only a thing."
        {o} looked at the pieces and then at me. "When I was your age, I broke a window," {o.he} said, "and I hid for a whole day."
        "Thank you for telling me, {me}," said {o}. "I can live without it. But I could not live without the truth."
        {o} took a deep breath. "I am not happy that it is broken, {me}," {o.he} said, "but I am proud that you told the truth."
    """)
    t.feel(t.me, "happy")
    t.feel(t.s, "happy")
    t.beat("""
        We got the glue and worked until bedtime, all three of us. Now it has thin lines all over, like a map.
        Then {o} fetched the glue, and we put the pieces together like a puzzle. One piece is still missing, but {o} says that it does not matter.
        Together we mended it. It looks a bit crooked now. {o} says that it is worth more than before.
        {o} showed me how to glue it. {s} passed us the pieces. It is back on the shelf now, and you can hardly see the cracks.
        After that we sat at the table and glued the pieces together. It is not as pretty as before, but it is whole again.
    """)
    t.beat("""
        I told {s} that I was sorry and gave {s.him} my best marble.
        And I told {s} that I was sorry. {s.He} made me wait a little, and then {s.he} hugged me.
        My stomach does not feel like a stone any more. I even had some {food1} after all.
        A secret like that is so heavy, and telling it took only one minute.
        From now on I will only play such games outside. I promised, and I mean it.
    """)
    _diary_end(t)


def winning_without_a_prize(t):
    t.me, t.k = t.child(), t.child()
    t.contest, thing, t.trouble, spare = t.one(*CONTESTS)
    t.x, t.spare, t.prize = t.named_thing(thing), t.named_thing(spare), t.named_thing(t.one(*PRIZES))
    t.o, t.days, t.sky = t.relative(), t.one("for three days", "for a whole week", "all month", "for five evenings", "for two weeks"), t.weather()
    t.beat("""
        Dear diary, today was the day of the {contest}. I had worked for it {days}.
        Dear diary, today I took part in the {contest}, and I wanted to win more than anything.
        Dear diary, today was the {contest}! {sky}, and the whole town was there.
        Dear diary, today I did not win the {contest}, but wait until you hear why.
        Dear diary, at last it was the day of the {contest} today. I was so excited that I put on two different socks.
    """)
    t.beat("""
        My {x} was [the best that I ever made|very fine], and I had brought an extra {spare} just in case. "It is splendid, {me}," said my {o.kind}.
        My {o.kind} helped me to carry my {x}. "And take this {spare} along, {me}," said {o}. "You never know."
        "Good luck, {me}!" said my {o.kind}, and gave me an extra {spare} for my {x}.
        I had my {x}, and I had a spare {spare} in my bag. My {o.kind} stood in the crowd and waved at me. "You can do it, {me}!" {o.he} called.
        "Have you got everything, {me}?" asked my {o.kind}. I had my {x}, and I even had an extra {spare}.
    """)
    t.paragraph()
    t.feel(t.me, "jealous")
    t.beat("""
        Then I saw the {x} of {k.a_kind} named {k} from my street. It was so good that my heart sank.
        Next to me stood {k.a_kind} named {k} from my class. {k.His} {x} was even better than mine. I did not like that one bit.
        But {k.a_kind} named {k} who lives near us had {x.a}, too, and I could see that it was better than mine.
        Beside me was {k.a_kind} named {k} from the other end of town. When I saw {k.his} {x}, I was so jealous that I could hardly look.
        Then I looked at the {x} next to mine. It belonged to {k.a_kind} named {k}, and it was much better than my own. I was so jealous!
    """)
    t.feel(t.k, "sad")
    t.beat("""
        Then, just before it began, something bad happened to {k}'s {x}: {trouble}.
        And then, in front of everybody, {trouble}. Poor {k}! {k.He} just stood there.
        Five minutes before the start, there was a cry. {k} had bad luck with {k.his} {x}, for {trouble}.
        Then {k} cried, "Oh no!" I turned around. It was {k.his} {x}: {trouble}.
        I was still thinking about {k}'s {x} when {trouble}. {k} made a small, sad sound.
    """)
    t.paragraph()
    t.beat("""
        I will be honest with you, diary. At first I was glad. Then I saw {k}'s face, and I was not glad any more.
        A small voice in me said, "Now you can win." But a bigger voice said, "Would you want to win like that?"
        I could have looked away. I had my own {x} to think of. But {k}'s chin was shaking.
        For one moment I thought, "Good!" I am not proud of that moment. It was a short one.
        "That is lucky for me," I thought. But then I looked at {k}, and I was ashamed of the thought.
    """)
    t.take(t.me, t.spare)
    t.give(t.spare, t.me, t.k)
    t.beat("""
        I took my spare {spare} and went over. "Here," I said. "We still have five minutes." {k} stared at me. "Why are you helping me, {me}?" {k.he} asked.
        "Take my {spare}," I said to {k}. "And take my hands, too." We worked as fast as we could.
        So I gave {k.him} my spare {spare}. "You would do that, {me}?" asked {k}. "Hurry up," I said, "before I change my mind."
        "I have a spare {spare}," I said. "Come on, we can mend it together!" {k} wiped {k.his} eyes, and we started.
        I held out my spare {spare} to {k}. "Use this, and I will help you," I said. {k} began to smile again.
    """)
    t.paragraph()
    t.feel(t.k, "happy")
    t.feel(t.me, "proud")
    t.beat("""
        And what do you think? {k} won the first prize, {prize.a}, and I came second.
        When the judge read out the names, {k} was first and I was third. The prize was {prize.a}.
        The judge walked up and down for ever so long. Then she gave the prize, {prize.a}, to {k}.
        {k} won. {k.He} got {prize.a}, and everybody clapped. I clapped, too, and I meant it.
        In the end {k} got the first prize, {prize.a}, and I was glad for {k.him}.
    """)
    t.beat("""
        But {k} pulled me up beside {k.him}. "Half of this belongs to {me}," {k.he} said, so loudly that everyone heard it.
        Then {k} came straight to me. "It is ours," {k.he} said. "I will have it on even days, and you on odd days."
        "I could not have done it without {me}," {k} told the judge. Then the clapping was for both of us.
        {k} ran over and hugged me. "Next year we will make one together," {k.he} said.
        "This is for both of us," said {k}, and held the prize out to me. "You helped me when I needed it."
    """)
    t.beat("""
        "I am prouder of you than if you had won," said my {o.kind} on the way home.
        My {o.kind} said nothing, but {o.he} put an arm around me and held me tight.
        It is funny. I lost, and I feel as if I had won.
        I did not get first prize, but I got a friend, and a friend lasts longer.
        Somebody else won, and I am happy all the same. I would do the same thing again.
    """)
    _diary_end(t)


def diary_week(t):
    t.me, t.s, t.g = t.child(), _sibling(t), t.relative("grandfather", "grandmother", "aunt", "uncle")
    t.a_plant = with_article(t.one(*SEEDS))
    t.pot = t.named_thing(t.one("pot", "cup", "tin", "jar", "bucket", "bowl", "box"), t.one("old", "cracked", "blue", "red", "small", "green", "yellow", "wooden"))
    t.sill = t.one("on my window sill", "on the kitchen window sill", "on the sunny step", "on the balcony", "beside my bed", "on the porch")
    t.d1, t.d2, t.d3 = t.one(("Monday", "Wednesday", "Saturday"), ("Sunday", "Wednesday", "Friday"), ("Tuesday", "Friday", "Sunday"),
                             ("Saturday", "Monday", "Thursday"))
    t.sky = t.weather()
    t.beat("""
        Dear diary, today is {d1}, and my {g.kind} gave me a seed. It is so small that I can hide it in my fist.
        Dear diary, today my {g.kind} came to visit and put a single seed into my hand. It is {d1}, and I am starting a garden.
        Dear diary, today, on {d1}, I got the smallest present of my life. It is a seed from my {g.kind}.
        Dear diary, today my {g.kind} gave me one seed in a twist of paper. I want to write down everything that it does. Today is {d1}.
        Dear diary, it is {d1}, and today I became a gardener. My {g.kind} gave me a seed.
    """)
    t.beat("""
        "What will it be?" I asked. "Plant it and see, {me}," said {g}.
        "I have forgotten what kind it is," said {g}. "You will have to find out, {me}."
        "What is inside?" I asked. "That is a secret, {me}," said {g}, "and only the seed knows it."
        "Water it a little and wait a lot, {me}," said {g}.
        "Take good care of it, {me}," said {g}, "and one day it will show you what it is."
    """)
    t.feel(t.me, "happy")
    t.beat("""
        I filled {pot.a} with earth, made a hole with my thumb and put the seed to bed. Now it stands {sill}.
        I put it into {pot.a} full of earth and gave it some water. It stands {sill}, where the sun can find it.
        We found {pot.a} and filled it with black earth. The seed is sleeping in it now, {sill}.
        I planted it in {pot.a} and put it {sill}. Then I sat down to watch.
        I pushed the seed deep into {pot.a} full of earth. Now it sleeps {sill}.
    """)
    t.beat("""
        My {s.rel} {s} says that nothing will come up. We will see about that!
        "It is only a lump of mud," said my {s.rel} {s}. I do not listen to {s.him}.
        My {s.rel} {s} laughed at me because I said good night to it.
        "I bet it is dead," said my {s.rel} {s}. "Do you want to bet your marbles?" I asked.
        "Nothing will ever grow in there," said my {s.rel} {s}. "Just wait and see," I said.
    """)
    t.paragraph()
    t.feel(t.me, "sad")
    t.beat("""
        Dear diary, it is {d2}, and nothing has happened. Nothing at all. I look every hour.
        Dear diary, today is {d2}. I watered my seed and I sang to it, but the earth is just earth.
        Dear diary, it is {d2}, and still no leaf. This morning {sky}, and I sat beside my {pot.noun} and felt sad.
        Dear diary, on this {d2} I have nothing to tell. The {pot.noun} looks the same as before.
        Dear diary, now it is {d2}. I waited and waited, and all that came was a fly.
    """)
    t.beat("""
        "You see?" said {s}. I wanted to dig it up and look, but nobody can hurry a seed, and I let it be.
        I nearly dug it up to see what was wrong. My finger was already in the earth. But then I thought of how I hate to be woken up.
        {s} wants me to throw it out and use the {pot.noun} for {s.his} snails. I said no. I am going to wait.
        I asked {g} if it was dead. "Slow is not the same as dead, {me}," said {g}. So I will wait some more.
        {s} laughs at me, but I will not give up. A seed needs time, and I can wait.
    """)
    t.paragraph()
    t.feel(t.me, "happy")
    t.beat("""
        Dear diary, today is {d3}, and it is here! This morning there was a crack in the earth, and out of the crack came something green.
        Dear diary, guess what happened on this fine {d3}! I woke up, I looked, and there stood a tiny green neck with its head still down.
        Dear diary, it is {d3}, and I shouted so loudly that the neighbors came out. My seed has come up!
        Dear diary, today, on {d3}, something pushed the earth aside, and it was a little green leaf.
        Dear diary, today is the best {d3} of the year. There are two green leaves in my {pot.noun}, and yesterday there were none!
    """)
    t.beat("""
        {s} came and looked for a long time. "It is {a_plant}!" {s.he} said. I think it is lovely.
        "I know that little plant," said {g}. "It is {a_plant}." I was so proud that I could not speak.
        We looked it up in the big plant book. It is {a_plant}.
        Now I know the secret. It is {a_plant}, [a real one|and it is mine].
        I ran to {g} with the {pot.noun} in my arms. "Well, {me}," said {g}, "that is {a_plant}."
    """)
    t.beat("""
        {s} said that {s.he} was sorry for making fun of me. {s.He} asked if {s.he} could water it, too. I let {s.him}, but only a little.
        And what did {s} do? {s.He} said good night to it! I heard it through the door.
        {s} has planted a seed of {s.his} own now, and {s.he} looks at it every hour. "You will have to wait," I tell {s.him}.
        {s} gave me {s.his} best marble, because I was right. Then we made a fence of matches around the leaf.
        "I was wrong about your seed," said {s}. I was so glad that I let {s.him} water the little plant.
    """)
    _diary_end(t)


# a gift that seems dull, the day it was needed, what the writer did with it
USEFUL_GIFTS = [
    ("scarf", "our kitten climbed onto the roof and could not get down", "tied it to a basket and pulled the kitten in through the window"),
    ("whistle", "we lost our way in the fog", "blew it three times, and the bus driver heard us and came with a lamp"),
    ("umbrella", "the rain came through the roof of our classroom", "opened it over our guinea pig, who did not get one drop"),
    ("pair of boots", "the stream ran over the road", "pulled them on and carried my friends across, one after the other, on my back"),
    ("rope", "a sheep fell into the ditch", "tied a loop, and four of us pulled her out"),
    ("lantern", "all the lights in town went out", "stood at the corner and showed everyone the way home"),
    ("sewing box", "the curtain tore just before the school play", "sewed up the curtain with red thread while the band played one more song"),
    ("blanket", "we found a lost puppy in the snow", "wrapped the puppy in it and carried it home like a baby"),
    ("magnet", "the teacher dropped the key of the school down a drain", "let it down on a string and fished the key up again"),
    ("song book", "the bus broke down and everyone was cross", "began to sing page one, and soon the whole bus was singing"),
    ("cook book", "the cook at our school was ill, and everybody was hungry", "made the soup on page nine, and it worked"),
    ("pocket map", "a man from far away could not find his hotel", "showed him every turn, and he gave me a foreign coin"),
    ("wooden spoon", "the band had no drummer for the parade", "drummed on a pot all the way to the square"),
    ("ball of string", "my little cousin's kite got stuck in the elm", "threw one end over the branch and pulled the kite down"),
    ("jar of buttons", "the baby would not stop crying", "shook it like a rattle until the baby laughed"),
    ("compass", "my class got lost in the woods", "found north, and then I found the way back to the bus"),
]


NEWS = [
    "the cat has had four kittens", "I have lost another tooth", "the apple tree is in bloom", "I can ride a bicycle without falling off",
    "our neighbor has bought a goat", "I am now as tall as the kitchen table with a book on it", "the baby has said a word, and the word was spoon",
    "I can count to a hundred backward", "Dad has painted the front door green", "there is a nest of swallows over the door",
    "I have learned to whistle", "the hens are laying again", "our dog has learned to open the pantry", "I have a part in the school play",
    "we have a new teacher, and she plays the trumpet", "I know the whole of your favorite song by heart", "the first snow has fallen",
    "the old clock is going again, but only in the afternoon", "I can tie my shoes with one hand", "a hedgehog has moved in under the shed",
]


def _dear(t, who, together=0.6):
    """`{dear}` begins the first beat of a letter, or stands in a paragraph of its own."""
    t.dear = f"Dear {who},"
    if not t.chance(together):
        t.beat("{dear}")
        t.paragraph()
        t.dear = ""


def _signed(t, me, relation):
    t.paragraph()
    t._me, t._rel = me, relation
    t.beat("""
        Love, {_me}
        With love from {_me}
        Your {_rel} {_me}
        Lots of love, your {_rel} {_me}
        A big hug from {_me}
        Yours always, {_me}
        Many hugs from your {_rel} {_me}
    """)


def letter_thanks(t):
    t.me, t.g, t.s = t.child(), t.relative("grandmother", "grandfather", "aunt", "uncle"), _sibling(t)
    noun, t.when, t.did = t.one(*USEFUL_GIFTS)
    t.x = t.named_thing(noun, t.color() if noun in ("scarf", "umbrella", "pair of boots", "rope", "lantern", "blanket") else "")
    t.food1, t.sky, t.day = t.food(), t.weather(), t.one("Last Monday", "On Tuesday", "Last Wednesday", "On Thursday", "Last Friday", "Yesterday", "Three days ago")
    child = "grandson" if t.me.he == "he" else "granddaughter"
    child = child if t.g.kind.startswith("grand") else ("nephew" if t.me.he == "he" else "niece")
    t.wish = t.one("a robot", "a bicycle", "a puppy", "a drum", "a telescope", "roller skates", "a train set", "a parrot", "a real sword")
    t.news = t.one(*NEWS)
    _dear(t, t.g)
    t.beat("""
        {dear} thank you for {x.the} that you sent me for my birthday. It came in the mail on the right day.
        {dear} how are you? I am well. I am writing to thank you for {x.the}.
        {dear} I want to thank you for the present. Nobody but you would have thought of {x.a}.
        {dear} the parcel with {x.the} is here. Thank you very much! Outside my window it is getting dark, and I am writing this at the kitchen table.
        {dear} I hope that you are not ill any more. Thank you for {x.the} that you sent me.
        {dear} today {sky}, and I am sitting at the window and writing to you. Thank you so much for {x.the}!
    """)
    t.beat("""
        I must tell you the truth. At first I was a little disappointed, because I had wished for {wish}.
        You always say that I should be honest. So here it is: when I opened the paper, I thought, "Is that all?"
        I will be honest with you. I put it into a drawer and forgot about it.
        "What will you do with that?" asked my {s.rel} {s}. I said that I did not know.
        To be honest, I did not know what to do with it at first, and my {s.rel} {s} laughed.
    """)
    t.paragraph()
    t.feel(t.me, "worried")
    t.beat("""
        But then something happened. {day}, {when}.
        Now listen to what happened. {day}, {when}.
        Then came the day when I needed it. {day}, {when}.
        And now comes the best part of my letter. {day}, {when}!
        But soon I found out how good your present was. {day}, {when}.
    """)
    t.beat("""
        Nobody knew what to do. Some people ran around, and some people shouted, and my {s.sib} {s} just stood there.
        Everybody talked at the same time. "Somebody do something!" cried my {s.sib} {s}.
        I thought and thought. "What would {g} do?" I asked myself.
        At first I did not know what to do. Then my heart gave a jump.
        "Oh dear, oh dear!" said my {s.rel} {s}. "What now?"
    """)
    t.paragraph()
    t.feel(t.me, "proud")
    t.beat("""
        Then I thought of your present! I got {x.the} and {did}.
        And then I remembered {x.the}, and I {did}.
        All at once I knew. I took {x.the}, I took a deep breath, and I {did}.
        "Wait!" I called. "I have {x.a}!" I {did}.
        Suddenly I had an idea. I took out {x.the}, and I {did}.
    """)
    t.beat("""
        Everyone was so glad. "Where did you get that, {me}?" they asked. I said, "From my {g.kind}, who thinks of everything."
        "Well done, {me}!" said everyone. I told them that it was really you who did it.
        My {s.rel} {s} could hardly believe it. {s.He} asks if you could send {s.him} one, too.
        "How lucky that you had it, {me}," they all said. But it was not luck. It was you.
        "You saved the day, {me}!" they all cried. I told them that the present from my {g.kind} had done it.
    """)
    t.paragraph()
    t.beat("""
        Now {x.the} has a place right by my bed. Please come soon! We will make {food1} for you.
        I will never again say that a present is dull. When will you come to see us? We could have {food1} together.
        When you visit us, I will show you everything. Mom says that there will be {food1}.
        I am sorry that I did not see at once what a good present it was. I miss you, and I miss your {food1}.
        From now on {x.the} goes everywhere with me. Please visit us soon, so that we can have {food1} together.
    """)
    t.beat("""
        Here at home all is well, and {news}.
        What else is new? Not much, only that {news}.
        Oh, and I nearly forgot: {news}!
        And you should also know that {news}.
        There is more news, too: {news}.
    """)
    _signed(t, t.me, child)


QUARRELS = [
    ("ball", "whose turn it was"), ("kite", "who could hold the string"), ("game of checkers", "who had moved first"), ("drum", "who played better"),
    ("wooden sword", "who would be the captain"), ("paint box", "who had used up all the blue"), ("book", "who could read it first"),
    ("tent", "who would sleep by the door"), ("sled", "who would steer"), ("toy boat", "whose idea it was"), ("bag of marbles", "who had won"),
    ("puppet", "who would be the queen"), ("yo-yo", "who could do more tricks"), ("fishing rod", "who had caught the fish"),
]


def letter_sorry(t):
    t.me, t.f = t.child(), t.child()
    noun, t.about = t.one(*QUARRELS)
    t.x, t.mine = t.named_thing(noun), t.food()
    t.meet = t.one("at the old well", "under the big oak", "at the blue bridge", "by the swings", "at the bus stop", "on the wall by the church", "in the tree house",
                   "at the corner shop", "by the fountain", "on the school steps")
    t.time = t.one("three o'clock", "four o'clock", "noon", "ten o'clock", "five o'clock", "two o'clock")
    _dear(t, t.f)
    t.take(t.f, t.x)
    t.lose(t.f, t.x)
    t.take(t.me, t.x)
    t.feel(t.me, "ashamed")
    t.feel(t.f, "angry")
    t.beat("""
        {dear} I know that you are angry with me, and you are right.
        {dear} please do not throw this letter away before you have read it.
        {dear} I have begun this letter three times already. It is hard to write that you are sorry.
        {dear} you did not look at me at school today, so I am writing to you.
        {dear} it is night, and I cannot sleep, because we are not friends any more.
        {dear} this is the longest letter that I have ever written. It is about our fight.
    """)
    t.beat("""
        We had a fight about {about}. I shouted at you, and I took your {x} home with me.
        It was such a silly fight. We could not agree about {about}, and I got so angry that I grabbed your {x} and ran.
        It was your {x}, and it is still yours. But I was so cross about {about} that I took it and ran away.
        Do you remember how it began? It began with the question of {about}. And it ended when I took your {x} and said that I would never give it back.
        Our fight was about {about}. We shouted, and then I took your {x}, ran home with it and shut the door behind me.
    """)
    t.paragraph()
    t.beat("""
        I hid it under my bed and thought that I would be happy. But I took it out only once, and it was no fun at all.
        I thought that I would play with it all day. But alone it is only a thing. With you it was a game.
        Now I have it, and I do not want it. Every time I look at it, I hear you cry.
        Since then I have sat in my room. I have your {x}, but I have nobody to laugh with.
        I tried to play with it by myself. But soon I stopped, because it was no fun without you.
    """)
    t.beat("""
        Yesterday I saw something funny, a dog with a hat on, and I turned around to tell you. But you were not there.
        My mother asked, "Where is {f}?" I did not know what to say.
        We had {mine} today, and I left some over, because half is always for you.
        Yesterday I won a race, and it did not matter, because you did not see it.
        When I walked home today, I kept looking for you beside me. But I was all alone.
    """)
    t.paragraph()
    t.promise(t.me, "bring it back")
    t.beat("""
        I am sorry. I will bring your {x} back. I will be {meet} tomorrow at {time}. If you come, I will be glad. If you do not come, I will understand.
        I was wrong, and I am sorry. Tomorrow at {time} I will wait {meet} with your {x}. Please come!
        So I want to say it: I am sorry. Meet me {meet} tomorrow at {time}, and I will give you your {x}, even if you never speak to me again.
        What I did was mean, and I am sorry. I will wait for you {meet} tomorrow at {time}, and you will get your {x} back.
        Please forgive me. I am very sorry. Tomorrow at {time} I will be {meet}, and I will bring your {x} back to you.
    """)
    t.paragraph()
    t.beat("""
        Your friend, {me}
        Your sorry friend, {me}
        I hope that I am still your friend. {me}
        Your {me}
        I miss you very much. Your friend, {me}
    """)
    t.paragraph()
    t.beat("""
        The next day, {me} was {meet} long before {time}, and beside {me.him} lay the {x}.
        {me} put the letter under {f}'s door. The next day at {time}, {me.he} waited {meet}, with the {x} in {me.his} arms.
        The letter went into {f}'s mailbox. The next day, {me} was {meet} much too early and sat down to wait with the {x}.
        {me} ran to {f}'s house and left the letter at the door. The next day, {me} stood {meet} with the {x} and waited for {time}.
        Then {me} took the letter to {f}'s house. The next day at {time}, {me} was {meet} with the {x}.
    """)
    t.keep(t.me, "bring it back")
    t.give(t.x, t.me, t.f)
    t.feel(t.me, "happy")
    t.feel(t.f, "happy")
    t.beat("""
        And there came {f} with a letter of {f.his} own. It said, "Dear {me}, I am sorry. It was my fault as well. Keep the {x} until Sunday."
        At last {f} came. {f.He} took the {x} and looked at it. "I wrote to you, too," {f.he} said, "but I had no stamp." They both began to laugh.
        The clock struck, and {f} was there. "Dear {me}," {f.he} said, "this is my answer." And {f.he} gave {me.him} a hug.
        Soon {f} came, too. "Here is your {x}," said {me}. "I am so sorry." "I am sorry, too," said {f}, and they both smiled.
        {f} came running, all out of breath. "I read your letter three times," {f.he} told {me}. "I am not angry any more." And {f} took the {x} with a smile.
    """)
    t.beat("""
        After that, whenever they could not agree, they wrote it down first. By the time the letters were done, the fight was over.
        They never found out who had been right. They forgot to ask.
        Then they played until dark, and nobody asked {about}.
        {f} kept the letter in a box. "It is worth more than the {x}," {f.he} said.
        From that day on they shared the {x}, and they were better friends than before.
    """)


# (what I heard or saw at night, what it was)
NIGHT_FEARS = [
    ("a scratching behind the wall", "a mother mouse with six pink babies"),
    ("a slow knocking on the roof", "a branch of the pear tree, which tapped on the tiles in the wind"),
    ("a long, low moan by the window", "an empty bottle on the sill, and the wind blew over the top of it"),
    ("a pair of yellow eyes behind the stove", "the neighbor's cat, who had come in to get warm"),
    ("a white shape in the yard", "a sheet on the clothesline that had been forgotten in the evening"),
    ("a sound of footsteps in the attic", "a young owl that walked up and down like an old man"),
    ("a rattle in the kitchen", "a hedgehog that had put its head into an empty can"),
    ("a splash in the well", "a fat frog that jumped in and climbed out, again and again"),
    ("somebody snoring under the floor", "our own dog, who had dug himself a bed there"),
    ("a green light in the cellar", "three glowworms on a head of cabbage"),
    ("a tall man behind the curtain", "my own coat on a hook"),
    ("a squeak, squeak, squeak on the stairs", "a loose board and a very small kitten"),
]


def when_i_was_small(t):
    t.me, t.g, t.s = t.child(), t.relative("grandmother", "grandfather", "aunt", "uncle"), _sibling(t)
    t.heard, t.was = t.one(*NIGHT_FEARS)
    t.age = t.one("five", "six", "seven", "seven", "eight", "nine")
    t.home, t.food1 = t.one("an old farmhouse", "an old house by the river", "a small house at the edge of a village", "a mill beside a stream",
                            "a house with a crooked roof", "the last house before the forest", "a lighthouse", "an inn on a lonely road"), t.food()
    t.light = t.one("a lantern", "an oil lamp", "a lamp", "a flashlight")
    t.feel(t.me, "afraid")
    t.beat("""
        When I was {age}, we lived in {home}, and I was afraid of the dark.
        When I was {age} years old, something happened that I have never forgotten. We lived in {home} then.
        I remember one night when I was {age}. We lived in {home}, my {s.rel} {s} and I, with our {g.kind}.
        When I was a child of {age}, I slept in a big cold room in {home}, and every night I pulled the blanket over my head.
        I was {age} that winter, and we lived in {home}. I was not a brave child.
        Once upon a time, when I was {age}, we lived in {home}, and I was afraid of everything that I could not see.
        Long ago, when I was only {age}, I stayed with my {g.kind} in {home}.
    """)
    t.beat("""
        In the daytime I climbed every tree. But at night, when the lights went out, my courage went out, too.
        By day it was the best place in the world. By night it was full of noises.
        "There is nothing in the dark that is not there in the light," my {g.kind} used to say. I did not believe it.
        My {s.rel} {s} told me terrible stories, and I believed them all.
        At night I lay with my eyes wide open and listened to every little sound.
    """)
    t.paragraph()
    t.beat("""
        One night I woke up. There was {heard}! I lay as stiff as a stick.
        Then, one windy night, there was {heard}. At first I could not move.
        One night, just after the clock struck twelve, there was {heard}. The hair stood up on my head.
        And then one night there really was something. There was {heard}!
        In the middle of one night I sat up in bed. There was {heard}! My heart beat very fast.
    """)
    t.beat("""
        I ran through the dark on my bare feet to {g}'s room. "There is a ghost!" I cried.
        "{g}!" I called in a very small voice. "{g}, come quickly!"
        At last I jumped out of bed and ran to {g}. I was shaking all over.
        I crept to {g}'s bed and pulled at the blanket. "Something is here," I whispered.
        I took my blanket with me and ran to {g}. "Please wake up!" I said. "There is something in the dark."
    """)
    t.paragraph()
    t.beat("""
        {g} did not laugh, and {g.he} did not say that it was nothing. {g.He} got up and gave me {light}. "You carry the light," {g.he} said, "and I will hold your hand."
        {g} sat up at once. "Good," {g.he} said. "I have always wanted to meet one." {g.He} put {light} into my hand and took another for {g.himself}.
        {g} put on {g.his} slippers. "We will go and say good evening," {g.he} said, and gave me {light}. "You go first, because you have good eyes."
        {g} found {light} and gave it to me. "Fear is like fog," {g.he} said. "You have to walk into it to see how thin it is."
        {g} got out of bed. "Let us go and look together," {g.he} said. {g.He} gave me {light} and walked close beside me.
    """)
    t.beat("""
        Step by step we went, and my knees knocked together. I held the light up high, and I looked. It was {was}.
        We went very slowly. I wanted to turn back, but I was the one with the light. I held up the light. And there it was: {was}.
        The light danced on the wall because my hand shook so much. "Look," whispered {g}. I opened one eye. It was {was}!
        We came nearer and nearer. Then I saw it. It was {was}, and nothing more.
        My feet were cold, and I could hardly breathe. Then I held up the light and looked. It was {was}!
    """)
    t.paragraph()
    t.feel(t.me, "happy")
    t.beat("""
        I laughed until I had to sit down. {g} laughed, too, and we woke the whole house with it.
        "So that is your ghost," said {g}. Then we had {food1} in the kitchen at one in the morning.
        "Good evening," said {g} politely, and I said it, too. Then we both had to laugh.
        I felt my fear run out of me like water out of a tub. "Well, ghost hunter?" asked {g}. "Shall we go to bed?"
        I had to smile. "And I was afraid of that!" I said. {g} took my hand, and we went back to bed.
    """)
    t.beat("""
        I am old now, and my own grandchildren wake me when there is a noise. I do not laugh. I give them the light, and we go and look.
        That was many years ago. But even today, when something frightens me, I pick up a light and go to meet it.
        I still have that light. It stands by my bed, and I hardly ever need it.
        Since that night I have not been afraid of the dark. Most ghosts, I have found, are gone when you look closer.
        I have met many ghosts since then, and every one of them was something else.
        Today I am as old as {g} was then. And when a child comes to my bed at night, I know what to do.
    """)


# what it is, what it did, what took its place, what it does now
OLD_THINGS = [
    ("kettle", "sang every morning when the water boiled", "a kettle with a plug", "stand by the front door with mint growing in me"),
    ("lantern", "showed the way to the barn on dark evenings", "an electric light", "hang in the tree house and make it bright"),
    ("umbrella", "kept the rain off Sunday hats", "a raincoat with a hood", "am the roof of a very fine dolls' house"),
    ("boot", "walked through mud and snow with my twin", "rubber boots", "am the home of a family of wrens"),
    ("suitcase", "went by train to the sea every summer", "a suitcase on wheels", "am the bed of a small brown dog"),
    ("clock", "told everyone when it was time for supper", "a clock with glowing numbers", "tick in the room of a child who cannot sleep when it is too quiet"),
    ("chair", "held tired people by the stove", "a soft sofa", "am the throne in every play"),
    ("bicycle", "carried bread and letters to the village", "a red car", "stand in the garden while roses climb up my wheels"),
    ("spoon", "stirred the soup for nine people", "a mixer", "lead the band when the children play on pots"),
    ("bell", "called everyone in from the fields", "a telephone", "ring whenever somebody in this house has a birthday"),
    ("piano", "played for dancing every Saturday", "a radio", "play the same easy song every day, and a little better each time"),
    ("coat", "kept the wind away on the long way to school", "a jacket with a zipper", "am a bear, with buttons for eyes, and I am hugged every night"),
    ("sled", "flew down the hill behind the church", "a plastic sled", "am a bookshelf on the wall, but when it snows I get the day off"),
    ("basket", "carried eggs to the market", "paper bags", "hold a mother cat and four kittens"),
    ("typewriter", "wrote long letters to America", "a computer", "write stories about dragons, with many mistakes"),
    ("rowboat", "went out on the lake every day", "a motor boat", "am a sandbox with a flag"),
    ("doll carriage", "rolled proudly around the square", "a scooter", "bring the newspapers to the whole street"),
    ("wheelbarrow", "carried potatoes, stones and small children", "a tractor", "am full of strawberries, and birds come to visit me"),
    ("teapot", "poured tea for every guest", "a coffee machine", "sit in the apple tree with a robin's nest inside me"),
    ("milk jug", "brought fresh milk down the hill", "bottles from the shop", "am the drum in a parade, and I am loud"),
]


def old_thing(t):
    t.c, t.n = t.child(), t.child()
    noun, t.did, t.rival, t.now = t.one(*OLD_THINGS)
    t.x = t.named_thing(noun)
    t.a_old = "an old " + noun
    t.maker = t.one("a man with a gray beard", "two brothers in a small workshop", "a woman who whistled at her work", "a clever old man",
                    "a master and his three helpers", "a woman with strong hands")
    t.friend_ = t.one("spider", "moth", "mouse", "beetle", "cricket", "bat")
    t.dark = t.one("in the shed", "at the back of the barn", "in the old stable", "in a corner of the barn", "behind the woodpile in the shed")
    t.year = t.one("forty", "nearly fifty", "fifty", "more than forty", "sixty")
    t.Year = t.year.capitalize()
    t.grand = "Grandpa" if t.c.he == "he" else "Grandma"
    t.beat("""
        I am {a_old}. I have dents and scratches, and I can tell you where I got each one.
        I am {a_old}, and this is the story of my life.
        You may think that {a_old} has nothing to tell. But you have never asked me.
        I am {a_old}. Nobody would give a penny for me, but listen.
        Once upon a time, I was a new {x}. Yes, me! Look closely, and you can still see a bit of shine.
        Once upon a time there was {x.a}, and that {x} was me. I am old now, but I remember everything.
        Good evening. I am {a_old}. If you have a little time, I will tell you how I came here.
    """)
    t.beat("""
        I was made by {maker} and put into a shop window. A young couple came by and stopped. "That one," they said, and my life began.
        {maker} made me, with much care. Then a young man bought me for his wife, and she put me in the best place in the house.
        I was born in a workshop that smelled of oil and wood. {maker} made me. Then I was sold to a family with one small child.
        {maker} worked on me for a whole week. Then a young family saw me in the shop and took me home.
        It took {maker} a long time to make me. On a market day, a man and a woman bought me and took me home with them.
    """)
    t.paragraph()
    t.beat("""
        Those were good years. I {did}. The child of the house, {c}, patted me whenever {c.he} came by.
        How busy I was! I {did}. Nobody loved me more than {c}, the child of the family.
        In those days I {did}. There was {c} in the house, a {c.kind} who said good morning to me as if I were a person.
        I had work to do, and I did it well. I {did}. Little {c}, who lived there, would let nobody else touch me.
        I was never bored. I {did}. A {c.kind} named {c} lived in the house, and {c.he} liked me best of all.
    """)
    t.beat("""
        Once {c.he} ran into me, and we both got a bump.
        {c.He} scratched a tiny star into me one day. I wear it still.
        {c.He} told me {c.his} secrets. I have kept every one.
        When {c.he} was sad, {c.he} came and sat beside me.
        Sometimes {c.he} told me about {c.his} day, and I listened to every word.
    """)
    t.paragraph()
    t.beat("""
        But children grow, and things grow old. One day {c} moved away to the city, and in my place came {rival}.
        Then {c} grew up and went out into the world. And one morning there stood {rival}, and nobody needed me any more.
        The years went by. {c} grew tall and left. The house got {rival}. "What shall we do with that old thing?" somebody asked, and they meant me.
        At last {c} was grown up and moved far away. Then the family got {rival}, and I had no more work to do.
        No child stays small. {c} said goodbye to me and went out to see the world. Soon the family had {rival}, and nobody looked at me any more.
    """)
    t.beat("""
        I was put away {dark}. It was dark there, and for {year} years I had only a {friend_} to talk to.
        They set me down {dark} and shut the door. Dust fell on me like snow. I counted {year} winters.
        So I came to stand {dark}. A {friend_} lived with me. It was kind, but it did not say much. {Year} years went by like that.
        I landed {dark}, between a broken lamp and a box of newspapers. There I stayed for {year} years, and I thought that my story was over.
        After that I was left {dark}. For {year} years I saw nobody but a {friend_}, and every day was the same.
    """)
    t.paragraph()
    t.beat("""
        Then, one morning, the door opened. There was a light, and behind the light was a {n.kind}. "Look what I found!" cried {n}, for that was {n.his} name.
        And then, on a rainy day, small feet came nearer. A hand wiped the dust off me. It was a {n.kind} called {n}. "Oh!" {n.he} said. "You are beautiful."
        One day somebody sneezed. It was a {n.kind} named {n}, and {n.he} was looking for something to do. {n.He} found me.
        At last I heard somebody pull at the door. In came a {n.kind} with dust in {n.his} hair. {n.His} name was {n}, and {n.he} walked right up to me.
        But one summer day a {n.kind} named {n} came in to look around. {n.He} saw me and stood still. "What are you doing here?" {n.he} asked me.
    """)
    t.beat("""
        Behind {n.him} came somebody with white hair. I knew that walk. It was {c}! "I know this {x}," said {c}, and {c.his} voice shook. "{n}, this was my best friend when I was small."
        "{grand}!" {n.he} called. Somebody came up slowly, and I knew those eyes at once. It was {c}. "Hello, old friend," {c.he} said to me.
        {n.He} called somebody who was sitting in the sun. It was {c}, with gray hair! {c} touched my scratches, one by one. "There you are," {c.he} said.
        "Come and look, {grand}!" called {n}. And who came in? It was {c}, with white hair and the same smile. "I know you," {c.he} said to me.
        {n} ran out and came back with somebody old. It was my own {c}! "Have you waited for me all this time?" {c} asked me.
    """)
    t.paragraph()
    t.feel(t.c, "happy")
    t.beat("""
        They washed me and rubbed me, and {n} did not stop until I shone. I was not thrown away. I got a new life.
        {n} cleaned me with an old sock. "You are not done yet," {n.he} told me.
        They cleaned me up. {n} thought for a long time about what I could do, and then {n.he} clapped {n.his} hands.
        {n} washed off all the dust until I looked nearly new. "I know what you can do," {n.he} said.
        All afternoon {n} rubbed me with a soft cloth. "I have a plan for you," {n.he} told me, and I was glad.
    """)
    t.beat("""
        Now I {now}. It is not what I was made for, but I like it just as well.
        And today? Today I {now}. An old {x} can learn new things, you see.
        So now I {now}. I would not change places with {rival} for anything.
        These days I {now}. If you come by, give me a pat. I will know what you mean.
        Now I {now}. And every day, {n} comes to see me, just as {c} did.
    """)


# animal, my habit, what people said about it, the last owner, how the habit was just right
HABITS = [
    ("donkey", "bray at four o'clock every morning", "Nobody can sleep with that noise", "a baker who could never wake up in time",
     "At four I brayed, and the baker jumped out of bed. For the first time in years, there was fresh bread at six"),
    ("goat", "eat everything, even thorns", "It has eaten my hat and my fence", "a gardener with a field full of thorns",
     "I ate for five days. When I was done, there was room for a hundred cherry trees"),
    ("dog", "dig holes", "The yard looks like a cheese", "an old man who wanted to plant an orchard, but whose back hurt",
     "I dug, and he planted. By evening there were forty holes and forty little trees"),
    ("hen", "cackle at every little sound", "It makes such a fuss", "a watchmaker whose shop was full of gold",
     "One night I heard a window creak, and I cackled so loudly that the thief fell into the rain barrel"),
    ("parrot", "say everything that I hear", "It cannot keep one secret", "an old teacher who forgot where she put things",
     "\"Where are my glasses?\" she asked. \"On the piano,\" I said. \"And my keys?\" \"In the sugar bowl,\" I said"),
    ("cat", "sleep on people's feet", "I cannot move at night", "a lighthouse keeper whose feet were always cold",
     "I lay down on his feet, and he sighed. \"Now I am warm to the ears,\" he said"),
    ("pig", "follow everybody around", "It came to church with me", "a postwoman who walked ten miles a day, all alone",
     "I walked every mile beside her, and she told me all the news. It was the first day that did not seem long to her"),
    ("goose", "hiss at strangers", "My guests are afraid of it", "a farmer whose apples were stolen every night",
     "That night two men came over the wall. I hissed once. They ran so fast that they left their boots behind"),
    ("pony", "stop at every single house", "With this pony, I never get home", "a milkman who had to stop at every single house",
     "He did not even have to pull the reins. I stopped, he put down the milk, and on we went"),
    ("magpie", "pick up everything that shines", "My spoons are gone again", "a tailor who was always losing pins on the floor",
     "I found two hundred pins in one afternoon. He could walk without shoes for the first time in his life"),
    ("mule", "walk very, very slowly", "A snail is faster", "a woman who sold eggs on the other side of the mountain",
     "I walked slowly up and I walked slowly down, and not one egg was broken"),
    ("rabbit", "thump with my foot when I am happy", "It thumps all night", "a band that had lost its drummer",
     "They played, and I was happy, so I thumped. People danced until the moon went down"),
    ("owl", "stay awake all night", "It stares at me in the dark", "a night watchman who had nobody to talk to",
     "All night I went through the dark streets with him and told him what I saw. He never felt alone again"),
    ("sheep", "grow wool faster than anyone can cut it", "There is no room left in the barn", "a weaver in a cold village where everyone had thin coats",
     "I grew and grew, and she cut and spun and wove. By spring there was not one cold child in that village"),
    ("monkey", "climb on top of everything", "It sits on my cupboard and throws nuts", "a lady with very tall mango trees",
     "I went up every tree, and down came the mangoes, one by one, into her apron"),
    ("elephant", "spray water at everybody", "I am always wet", "the firemen of a small town whose pump was broken",
     "Just then the town hall caught fire. I filled my trunk at the fountain eleven times, and then the fire was out"),
    ("crow", "shout when I see anyone coming", "There is never any peace", "a ferryman who could not see across the foggy river",
     "\"Somebody is waiting!\" I shouted through the fog. He rowed over, and there stood a doctor in a hurry"),
    ("horse", "sneeze at dust", "It blew the flour off my scales", "the keeper of a museum where nobody had dusted for years",
     "I sneezed four times, and you could see the color of the walls again. They were blue"),
]
SELLERS = ["miller", "innkeeper", "teacher", "doctor", "shoemaker", "captain", "judge", "rich lady", "circus man", "painter", "mayor", "cook", "fisherman"]


def animal_life(t):
    t.kind, t.habit, t.said, t.last, t.payoff = t.one(*HABITS)
    t.ak = with_article(t.kind)
    t.o1, t.o2 = t.deal(SELLERS[0::2]), t.deal(SELLERS[1::2])
    t.a_o1, t.a_o2 = with_article(t.o1), with_article(t.o2)
    t.price = t.one("a sack of potatoes", "an old hat", "three onions", "a pair of socks", "one egg", "half a cheese", "a rusty bell", "a jar of pickles", "a broken clock")
    t.beat("""
        I am {ak}, and I {habit}. I cannot help it. I was born like that.
        I am {ak}. You should know one thing about me: I {habit}.
        My name does not matter. I am {ak}, and I {habit}, and that has given me a strange life.
        I am {ak}, as you can see. What you cannot see is that I {habit}.
        They say that every animal has one fault. I am {ak}, and my fault is that I {habit}.
        Once upon a time there was {ak}, and that was me. I [must tell you right away|have to say it at once]: I {habit}.
        Once upon a time, in a faraway place, a strange animal was born. It was me. I am {ak}, and I {habit}.
    """)
    t.paragraph()
    t.beat("""
        First I lived with {a_o1}, and I tried to be good. I was good for nearly a day. "{said}!" cried the {o1}, and I had to go.
        My first master was {a_o1}. "{said}," said the {o1} after one week, and the gate closed behind me.
        I began my life at the house of {a_o1}. It was a fine house, and I was thrown out of it. "{said}!" the {o1} told everyone.
        {a_o1} bought me when I was small. "How sweet!" said the {o1}. A month later it was, "{said}!" So I was sold.
        When I was young, I lived with {a_o1}. I did my best. But soon the {o1} cried, "{said}!" and I had to leave.
    """)
    t.beat("""
        Then I came to {a_o2}, who thought that I would change. I did not change. I was sold for {price}.
        The next one was {a_o2}. I wanted so much to stay! I held my breath and counted to a hundred. At a hundred and one, I did it again. The {o2} gave me away for {price}.
        After that I belonged to {a_o2}, and it was the same thing all over again. "{said}!" I heard, and I was sold for {price}.
        After that, {a_o2} took me in. I tried to be different, but I could not. In the end I was sold for {price}.
        Next I lived with {a_o2}, and I hoped that it would go better. It did not. The {o2} sold me for {price}.
    """)
    t.beat("""
        It hurts to be worth no more than {price}. "There is no place in the world for you," I said to myself.
        I stood in the market with my head down. I thought that nobody would ever want me.
        That night I slept under a cart in the rain. I was very much alone.
        "What is wrong with me?" I asked the moon. The moon did not know, either.
        I felt very sad that night. "Why can I not be like the others?" I asked myself.
    """)
    t.paragraph()
    t.beat("""
        And then I was taken home by {last}. I said to myself, "This will last for two days."
        In the end I was given to {last}. I was so tired of moving that I did not even look up.
        I was taken to the market, and there was {last}. "Is there something wrong with this one?" I heard. "It is {ak} with a fault," said the man who was selling me. "We all have faults," was the answer.
        Nobody wanted me any more, except for {last}.
        Then one day I came to {last}. I was sure that I would soon be sent away again.
    """)
    t.beat("""
        I tried to be as good as gold. But the next day it came over me. {payoff}.
        I tried to stop for as long as I could, and then I could not. And what happened? {payoff}.
        "Now it will all begin again," I thought, and I did what I always do. {payoff}.
        I waited for somebody to shout at me. Nobody did. {payoff}.
        I did not want to do it, but I could not help myself. {payoff}.
    """)
    t.paragraph()
    t.beat("""
        "Just the one that was missing!" I heard, and I got a kiss on the head. I had to turn around to see who was meant. It was me.
        "Where have you been all my life?" somebody asked me. I could have told a long story, but I only blinked.
        And nobody was cross. No, I was given the best supper of my life, and a name, and a warm place to sleep.
        "What a wonderful animal!" people said, and they meant me. I looked at the ground, because I was so happy.
        For the first time, nobody sent me away. "You must stay here forever," somebody said, and patted me.
    """)
    t.beat("""
        I have been here for nine years now. I never changed. I only had to find the right place.
        So if people tell you that you are no good, perhaps they are only the wrong people.
        I still {habit}. Here, they call it a gift.
        I am {ak}, and I {habit}. And if you ask me today, I would not want to be any other way.
        The {o2} came by last week and wanted to buy me back. I was not for sale.
    """)


WAITING = [
    "the rain ran down the windows", "the lights had gone out in the whole street", "a log cracked in the stove", "the soup was not ready yet",
    "the snow came down so thick that nobody could go out", "the wind pulled at the roof", "the moon hung in the pear tree", "frost flowers grew on the glass", "the wind sang in the chimney",
    "the bread was in the oven", "thunder rolled over the hills",
]
HANDS = ["knitting a sock", "peeling apples", "shelling peas", "mending a shirt", "winding wool", "sewing on a button", "polishing spoons", "rocking in her chair"]
# why the child had to go, what it carried, what the errand was good for
ERRANDS = [
    ("her father was ill and needed the doctor", "a note for the doctor", "the doctor came before sunrise, and in a week the father was well"),
    ("the fire in the house had gone out", "an iron pot for hot coals", "she carried the glowing coals home, and the whole house was warm again"),
    ("the baby was hungry, and there was no milk", "an empty milk can", "a farmer filled the can for her, and the baby drank and smiled"),
    ("her brother was far away at sea, and a letter had to catch the ship", "the letter in her shoe", "the ship took the letter, and at Easter the brother came home"),
    ("a stranger had left his purse in the shop", "a heavy purse", "the stranger got back every penny, and he could pay for his farm"),
    ("the only cow had run off in the night", "a rope and some salt", "the cow licked the salt and came home like a lamb"),
    ("the bridge was broken, and someone had to stop the mail coach", "a red cloth on a stick", "the coach stopped in time, and eleven people got home safe"),
    ("her grandmother lived alone and had no wood", "a bundle of dry wood", "soon there was a fire, and the two of them roasted chestnuts"),
]
PROOFS = ["small silver bell", "brass button", "blue glass bead", "horn spoon", "copper coin", "wooden whistle", "red ribbon", "little iron key", "white stone with a hole in it",
          "carved wooden bear", "tin star", "lantern no bigger than an egg", "green feather", "bone comb"]


def grandmother_tells(t):
    t.p = t.child()
    t.g = t.relative("grandmother")
    t.wait, t.hands = t.deal(WAITING), t.one(*HANDS)
    t.why, t.with_, t.good = t.one(*ERRANDS)
    t.proof = t.named_thing(t.one(*PROOFS))
    t.who = t.one("an old woodcutter", "a peddler with a pack on his back", "a tall shepherd", "a charcoal burner with soot on his nose", "a hunter with a white beard")
    t.where = t.one("over the mountain", "through the big forest", "across the moor", "over the frozen lake", "through the marsh", "along the cliffs")
    t.scary = t.one("wolves howled in the distance", "a fog came down, white and thick", "snow began to fall, and it covered the path", "it grew so dark that she could not see her own feet",
                    "the path split in two, and she did not know which way to go")
    t.hot, t.bed = t.food(), t.one("drawer", "apron pocket", "sewing box", "old tin", "jewelry box", "blue jar")
    t.beat("""
        "Tell me a story, Grandma," said {p}. It was evening, and {wait}.
        {p} sat at {p.his} grandmother's feet. It was a long evening, and {wait}. "Tell me a story," {p.he} said.
        It was one of those evenings that will not end, and {wait}. "I am bored," said {p}. "Tell me something, Grandma."
        "A story! A story!" called {p}, and {p.he} climbed onto the bench beside {p.his} grandmother. It was a long evening, and {wait}.
        It was evening, and {wait}. {p} was visiting {p.his} grandmother. "Do you know a story that I do not know?" {p.he} asked.
        Once upon a time, on a long evening when {wait}, {p.a_kind} named {p} sat with {p.his} grandmother. "Tell me a story," {p.he} said.
        Once upon a time, there was {p.an} {p.kind} named {p} who loved stories. One evening, when {wait}, {p.he} asked {p.his} grandmother for one.
    """)
    t.beat("""
        Grandma was {hands}. "A true one or a made-up one?" she asked. "One with danger in it," said {p}.
        "What kind?" asked Grandma, who was {hands}. "One that I have never heard," said {p}.
        Grandma was {hands}, and she did not stop. "Well, then," she said, "listen."
        Grandma was {hands}. "I know one," she said slowly, "but I have never told it to anyone."
        "I will tell you a story," said Grandma, who was {hands}. "Now sit still and listen."
    """)
    t.paragraph()
    t.beat("""
        "Once upon a time," said Grandma, "there was a girl who was no older than you. One winter night she had to go {where}, all alone, because {why}. All that she had was {with_}."
        "Once upon a time," she began, "there was a girl with two thin braids. One night she was sent {where}, because {why}. She took along {with_}."
        "There was once a girl who lived where the road ends," said Grandma. "One night she had to go {where}, because {why}. There was nobody else. So she took {with_} and set off."
        "Many years ago," said Grandma, "there was a girl of your age. One cold night she had to go {where}, because {why}. She was all alone, and all that she had with her was {with_}."
        "A long time ago," Grandma began, "a girl lived in a small house with her family. One night she had to go {where}, all by herself, because {why}. She carried {with_}."
    """)
    t.beat("""
        "Was she afraid?" asked {p}. "Very much," said Grandma. "But she went."
        "All alone?" asked {p}. "All alone," said Grandma. "She sang so that she would hear somebody."
        "I would have gone, too," said {p}. "I know that you would," said Grandma.
        {p} moved a little closer. "Go on," {p.he} said.
        "That was brave of her," said {p}. "She did not feel brave," said Grandma. "But she did not turn back."
    """)
    t.paragraph()
    t.beat("""
        "Halfway there, {scary}. The girl stopped. And just then she saw a light. It was the lamp of {who}, and he was looking at her."
        "She had walked for an hour when {scary}. She sat down on a stone and did not know what to do. Then a lamp came swinging toward her, and behind the lamp was {who}."
        "Then {scary}. The girl thought that she would never get there. But somebody took her by the hand. It was {who}. She had never seen him before."
        "It was a long way, and soon {scary}. The girl wanted to cry. Then somebody came toward her with a lamp in his hand. It was {who}."
        "But on the way {scary}. The girl stood still and called for help. Somebody answered, and out of the dark came {who}."
    """)
    t.beat("""
        "A stranger?" asked {p}. "Yes, a stranger," said Grandma. "He asked no questions. He gave her some {hot} and walked beside her all the way.
        "Was he good or bad?" asked {p}. "Wait and see," said Grandma. "He said that he knew the way with his eyes shut, and he brought her safely to the end of it.
        "I would have run away," said {p}. "His eyes were kind," said Grandma. "He said that two are warmer than one, and they walked on side by side.
        "Was he friendly?" asked {p}. "Very friendly," said Grandma. "He went with her and showed her the way.
        "Did he help her?" asked {p}. "Yes, he did," said Grandma. "He gave her some {hot}, and then they went on together.
    """)
    t.beat("""
        And then he put something into her hand. He told her to keep it, so that she would remember that there is always somebody."
        When she wanted to thank him, he gave her a present, so small that it fitted into her fist. He said that it was for the bravest girl he knew."
        At the last turn he gave her something small to help her be brave. And when she turned around to thank him, he was gone."
        Before he left, he gave her something to keep in her pocket. He said that she would not be afraid any more as long as she had it."
        Then he gave her a little thing to hold in her hand. He told her that it had always brought him luck."
    """)
    t.paragraph()
    t.beat("""
        "And did it end well?" asked {p}. "Oh, yes," said Grandma, "for {good}."
        "And then?" whispered {p}. "And then all was well," said Grandma, "for {good}."
        {p} had forgotten to breathe. "What happened?" {p.he} asked. "All went well," said Grandma. "You see, {good}."
        "Tell me the end," said {p}. "It was a good end," said Grandma. "You see, {good}."
        "Was everything all right?" asked {p}. "Yes, it was," said Grandma, "because {good}."
    """)
    t.feel(t.p, "surprised")
    t.beat("""
        "It is a good story," said {p}, "but it is not true." Grandma said nothing. She reached into her {bed} and laid {proof.a} on the table.
        "Was it gold that he gave her?" asked {p}. "Better than gold," said Grandma. She opened her {bed}, and there lay {proof.a}.
        "And the girl?" asked {p}. "What became of her?" Grandma smiled. She took {proof.a} from her {bed} and put it into {p}'s hand.
        "What did he give her?" asked {p}. Grandma put her hand into her {bed} and took out {proof.a}.
        "I would like to see what he gave her," said {p}. Without a word, Grandma took {proof.a} out of her {bed}.
    """)
    t.paragraph()
    t.beat("""
        {p} looked at the {proof} and then at {p.his} grandmother's old hands. "It was you!" {p.he} cried.
        For a while it was quiet in the room. "Grandma," said {p}, "that girl was you."
        {p}'s eyes grew big and round. "You were the girl!" {p.he} said.
        At first {p} did not know what to say. Then {p.he} cried, "Grandma, it was you!"
        {p} thought about it. "I know who the girl was," {p.he} whispered. "The girl was you."
    """)
    t.take(t.p, t.proof)
    t.beat("""
        "It is yours now," said Grandma. "You may need it some day." That night, {p} slept with the {proof} in {p.his} fist.
        "Yes," said Grandma. "And now this belongs to you. I am old, and I have enough courage left without it."
        "Everybody was small once," said Grandma. She gave {p} the {proof} for good, and a kiss on top of it.
        "Now you are the one who keeps it," said Grandma, "and you are the one who tells the story."
        Grandma nodded. "Keep the {proof}," she said to {p}. "Now it is your turn to be brave."
    """)


EATEN = ["plum cake", "cherry tart", "apple pie", "cream cake", "lemon cake", "honey cake", "pumpkin pie", "meat pie", "peach cake", "jam roll", "almond cake", "blueberry pie"]
# the print that was left, who left it, why
CULPRITS = [
    ("little paw prints in the flour", "raccoon", "with three babies as thin as sticks"), ("a row of tiny wet footprints", "duck", "with a broken wing"),
    ("crumbs and one white hair", "goat", "that had run away from the fair"), ("a muddy nose print on the plate", "puppy", "that nobody had fed for days"),
    ("four black feathers", "crow", "with a nest full of open beaks"), ("long scratches on the sill", "cat", "that had kittens under the steps"),
    ("two small hoof prints", "lamb", "that had lost its mother"), ("a trail of crumbs as fine as sand", "hedgehog", "that should have been asleep for the winter"),
    ("a round hole in the screen", "squirrel", "that had lost its nest in the storm"), ("a reddish hair on the window frame", "fox", "with one bad paw"),
    ("small handprints in the cream", "monkey", "that had jumped off a circus wagon"), ("one long gray whisker", "rat", "with ten hungry children"),
]


def somebody_ate_it(t):
    t.c, t.w, t.n = t.child(), t.adult("baker", "cook", "innkeeper", "teacher", "gardener", "tailor", "potter"), t.boy()
    t.pie = t.deal(EATEN)
    t.print, t.beast, t.with_ = t.one(*CULPRITS)
    t.a_beast, t.nook = with_article(t.beast), t.one("behind the woodpile", "under the back steps", "in the old shed", "in an empty barrel", "under the porch", "behind the rain barrel")
    t.sill = t.one("on the window sill", "by the open window", "on the back table", "on the garden bench")
    t.feel(t.w, "angry")
    t.beat("""
        "Somebody has eaten my {pie}!" cried {w}, the {w.kind}.
        "My {pie} is gone!" shouted {w}, the {w.kind}, so loudly that all the windows in the street opened.
        "Thief!" cried {w} the {w.kind}. "Catch the thief! My {pie} is gone!"
        "Who ate my {pie}?" roared {w} the {w.kind}. "Nobody leaves this street until I know!"
        "It was there a minute ago," said {w}, the {w.kind}, "and now there is only the plate. Who took my {pie}?"
    """)
    t.beat("""
        It had been standing {sill} to cool. Now there was nothing left of it but crumbs.
        {w.He} had put it {sill} and had turned {w.his} back for one minute.
        {w.He} held up the empty plate for everyone to see. The {pie} had stood {sill}, and it had been a beauty.
        {w.He} had left it {sill}, so that it could cool. When {w.he} came back, the plate was empty.
        It had stood {sill}, and the whole street had smelled it. Now only a few crumbs were left.
    """)
    t.paragraph()
    t.feel(t.n, "sad")
    t.beat("""
        "It was {n}!" said somebody. "That boy is always hungry." Everyone looked at {n}, and {n.his} face turned red. "It was not me," {n.he} said.
        All the people looked at a boy named {n}, because {n.he} had once taken a pear. "But I did not do it!" cried {n}. Nobody believed {n.him}.
        "I saw {n} walk by here," said a neighbor. {n} was a thin boy with big pockets. "I only smelled it," said {n}, and {n.his} lip shook.
        People began to whisper, and they all looked at a boy named {n}. "I did not take it," said {n}, but nobody listened.
        "I think that it was {n}," said somebody, and pointed at a thin boy. "No, no!" cried {n}. "I did not even touch it."
    """)
    t.beat("""
        Only {c.a_kind} named {c} shook {c.his} head. "You cannot say that without looking," {c.he} said, and {c.he} went down on {c.his} knees.
        "Wait," said {c.a_kind} of eight named {c} who noticed things. "Did anyone look for clues?"
        "Let me see," said a voice. It belonged to {c.a_kind} named {c} who wanted to be a detective. "First we look, and then we shout."
        But {c.a_kind} named {c} from the next house pushed through the crowd. "Crumbs do not lie," said {c}. "Let us ask them."
        Then {c.a_kind} named {c} stepped forward. "Nobody knows yet who did it," said {c}. "First let us look around."
    """)
    t.paragraph()
    t.beat("""
        {c} looked high and low. Then {c.he} found something: {print}. "That is not from {n}," said {c}.
        {c} did not have to look for long. There was a clue, and it was {print}. "What do you make of that?" {c.he} asked.
        "Aha!" said {c}. {c.He} pointed, and everybody bent down. They saw {print}. "That was no boy," said {c}.
        Soon {c} saw something that the others had not seen: {print}. "That was not {n}," said {c}.
        Step by step, {c} looked at everything. Then {c.he} called the others and showed them {print}. "Somebody else was here," said {c}.
    """)
    t.beat("""
        The crumbs led around the corner and across the yard. On tiptoe they all followed {c}. Then {c} put a finger to {c.his} lips and looked {nook}.
        "This way," {c.he} whispered. {n} came right behind, and then {w}, and then the whole street. The trail ended {nook}.
        They followed the crumbs one by one, past the pump and past the gate. The last crumb lay {nook}.
        There were crumbs on the ground, too, and {c} went after them. The others came behind. At last {c} stopped and looked {nook}.
        Everyone walked behind {c}, who never took {c.his} eyes off the crumbs. They led across the yard and ended {nook}.
    """)
    t.paragraph()
    t.feel(t.w, "ashamed")
    t.beat("""
        There sat {a_beast} {with_}. It looked up at all those faces and shivered. There was {pie} on its nose.
        And there was the thief! It was {a_beast} {with_}. It did not even try to hide. It was too tired.
        In the dark, two eyes shone. It was {a_beast} {with_}, and the last bit of {pie} lay in front of it.
    """ if t.beast not in ("crow", "duck") else """
        There sat {a_beast} {with_}. It looked up at all those faces and shivered. There was {pie} on its beak.
        And there was the thief! It was {a_beast} {with_}. It did not even fly away. It was too tired.
        In the dark, two eyes shone. It was {a_beast} {with_}, and the last bit of {pie} lay in front of it.
    """)
    t.beat("""
        {w} opened {w.his} mouth to shout, and closed it again. "Oh dear," {w.he} said softly. "It was hungry."
        Nobody shouted any more. {w} scratched {w.his} head. "I suppose that my {pie} was needed here," {w.he} said.
        {w} put down the empty plate. "If it had only asked," {w.he} said, and people laughed a little, because they were ashamed.
        {w} was not angry any more. "The poor thing," {w.he} said. "It needed food, and I have enough."
        For a moment {w} said nothing at all. Then {w.he} knelt down. "You were so hungry," {w.he} said softly, "and I did not know it."
    """)
    t.paragraph()
    t.feel(t.n, "happy")
    t.feel(t.w, "happy")
    t.beat("""
        Then {w.he} turned to {n}. "I owe you something," said {w}. "I am sorry." The next day a new {pie} stood {sill}, and half of it was for {n}.
        "And I was wrong about you, {n}," said {w}. "Please forgive me. Come in and help me to bake a new one." {n} was very good at it.
        "{n}," said {w} in front of everybody, "I am sorry." {w.He} held out {w.his} hand, and {n} shook it.
        {w} looked at {n}. "You told the truth, and I did not believe you," said {w}. "I am sorry." And {n} smiled again.
        "Please forgive me, {n}," said {w}. "I will never again blame anybody before I know." And they shook hands.
    """)
    t.beat("""
        As for the {beast}, it got a bowl of its own every evening, and it never stole again.
        "Case closed," said {c}, and wrote it down in a small black book.
        "How did you know?" {n} asked {c}. "I did not know," said {c}. "I looked."
        {c} and {n} made a bed of straw for the {beast}, and from that day on the three were often seen together.
        From then on, whenever something was missing, the people looked for clues before they shouted.
    """)


SECRETS = ["a marble with a flame inside", "my pocket knife", "my red kite", "a week of dessert", "my best fishing rod", "my drum", "my silver whistle", "all of my chocolate",
           "my place by the window", "my stamp album", "my paper dragon", "my fox mask", "my harmonica", "a ride on my bicycle"]
WARNINGS = [
    ("the bath water ran under the door and down the stairs", "Stop the water"), ("smoke came out of the oven", "The cake is burning"),
    ("the calf walked out of the open gate toward the road", "The calf is on the road"), ("the baby crawled to the edge of the pond", "The baby"),
    ("the rope came loose and the boat drifted away with the dog in it", "The boat is loose"), ("a big tile began to slide down the roof, right above the bench", "Look out above you"),
    ("the cart began to roll down the hill by itself", "Stop the cart"), ("the kitten climbed into the sack that was going to the mill", "Do not close that sack"),
    ("a spark from the stove fell on the rug", "The rug is on fire"), ("the ladder began to tip, and Father was at the top of it", "Hold the ladder"),
    ("the goat walked into the church in the middle of the wedding", "The goat is in the church"),
    ("the wind lifted the tent right off its pegs", "Hold the tent"),
]


def quiet_bet(t):
    t.p, t.s = t.child(), t.child()
    t.s.sib = "brother" if t.s.he == "he" else "sister"
    t.psib = "brother" if t.p.he == "he" else "sister"
    t.prize, t.m = t.one(*SECRETS), t.relative("mother", "grandmother", "aunt")
    t.danger, t.call = t.one(*WARNINGS)
    t.how = t.one("until supper", "until the clock strikes six", "for one whole morning", "until the sun goes down", "until noon", "for three hours")
    t.beat("""
        "You cannot be quiet {how}," said {s}. "I can!" said {s.his} {psib} {p}. "I can be as quiet as a fish."
        "Do you ever stop talking?" {s} asked {s.his} {psib} {p}. "I could stop if I wanted to," said {p}, "and I could do it {how}."
        "I bet that you cannot be quiet {how}," said {s} to {s.his} little {psib} {p}. "I bet that I can," said {p}.
        "Talk, talk, talk!" said {s}, and put both hands over {s.his} ears. "{p}, you could not be quiet {how} if you tried." {p} stopped short. "Yes, I could," {p.he} told {p.his} {s.sib}.
        Once upon a time, there was {p.a_kind} named {p} who talked from morning till night. "You could not be quiet {how}," said {p.his} {s.sib} {s}. "I could!" said {p}.
        Once upon a time, {p.an} {p.kind} named {p} had a {s.sib} named {s}. "I bet that you cannot be quiet {how}," {s} said one day. "I bet that I can," said {p}.
    """)
    t.beat("""
        "If you do it, you will get {prize}," said {s}. They shook hands on it.
        "Then I will give you {prize}," said {s}. "But one word, and it is over." {p} nodded. It had begun.
        "If you win, {prize} will be yours," said {s}. "Ready? Go!" {p} pressed {p.his} lips together.
        Then {p} asked, "And what do I get?" "You get {prize}," said {s}. "But you must not say one word."
        {s} thought for a moment. "I will give you {prize} if you can do it," {s.he} said. {p} put a finger to {p.his} lips and nodded.
    """)
    t.paragraph()
    t.beat("""
        It was harder than {p} had thought. All {p.his} life, {p.he} had said things as soon as {p.he} thought of them. Now the words piled up behind {p.his} teeth.
        For {p}, an hour had never been so long. {p.He} talked to the cat with {p.his} eyebrows.
        {p} walked around with {p.his} cheeks full of words. There were so many of them, and they all wanted to come out.
        The first ten minutes were easy. The next ten were terrible.
        At first it was like a game for {p}. But soon {p.he} wanted so much to talk that it hurt.
    """)
    t.beat("""
        {s} asked {p.him} the silliest questions. "Is snow black? Are you a potato?" {p} only shook {p.his} head.
        {s} told a joke, and left out the end. {p} nearly burst.
        "What would you like to eat, {p}?" asked their {m.kind}. {p} drew a picture of a pancake. {s} grinned.
        {p} stepped on a tack and jumped around on one leg, but {p.he} made no sound. {s} was impressed.
        {s} made funny faces and sang a song with all the wrong words. {p} bit {p.his} lip and said nothing.
    """)
    t.beat("""
        But {p} noticed something, too. When you do not talk, you hear a lot: the wood that cracks, a bee on the glass, somebody humming in the next room.
        And because {p} was so quiet, {p.he} began to look and to listen. {p.He} had never known that the clock had such a deep voice.
        It was strange, though. The quieter {p} was, the more {p.he} saw.
        After a while {p} began to like it. {p.He} heard the birds outside and the wind in the trees.
        Now that {p} did not talk, {p.he} had time to look around. {p.He} saw many little things that {p.he} had always missed.
    """)
    t.paragraph()
    t.feel(t.p, "afraid")
    t.beat("""
        And so it was {p} who saw it first. Only a little time was left when {danger}. Nobody else was looking.
        There was very little time to go. Then, all at once, {danger}. {p}'s heart stood still, because nobody else had seen it.
        {p} had almost won. And just then {danger}. {p} was the only one who saw it.
        It was almost over, and {p} was still silent. Suddenly {danger}. Nobody but {p} saw it.
        Just a few more minutes, and {p} would win. But then {danger}. Only {p} was looking that way.
    """)
    t.beat("""
        {p} waved both arms. {s} thought that it was a trick. "You will not catch me like that," said {s}. Then {p} took a deep breath. "{call}!" {p.he} shouted.
        For one second, {p} thought of the bet. Only for one second. "{call}!" {p.he} screamed. "Quick!"
        {p} pointed, but {s} only laughed. There was no other way. "{call}!" yelled {p}, louder than {p.he} had ever yelled before.
        {p} forgot all about the bet. {p.He} jumped up and shouted, "{call}!"
        There was no time to lose. {p} opened {p.his} mouth and called as loudly as {p.he} could, "{call}!"
    """)
    t.beat("""
        Everyone jumped up and ran. It was just in time. One more minute, and it would have been too late.
        {s} ran as fast as {s.he} could, and their {m.kind} ran, too, and nothing bad happened after all.
        What a rush that was! But they got there in time, and all was well.
        "Hurry!" cried their {m.kind}, and everybody ran. They were just in time, and nobody was hurt.
        Everybody heard it and came at once. There was just enough time to help, and soon all was well.
    """)
    t.paragraph()
    t.feel(t.p, "proud")
    t.beat("""
        "Well," said {p} when it was over, "I have lost." {s} was still out of breath. "No," {s.he} said, "you have not."
        {p} let {p.his} head hang. "I talked," {p.he} said. "And what luck that you did!" said their {m.kind}.
        "You talked, so you lost the bet," said {s} slowly. "But you won, I think."
        "Now I have talked," said {p}, and looked down at {p.his} feet. "Yes," said {s}, "and I am very glad that you did."
        {s} put an arm around {p}. "You did not stay quiet," said {s}, "but you did the right thing."
    """)
    t.beat("""
        And {s} kept {s.his} word all the same. {p} got the prize and talked about it for a week.
        {s} gave {p} the prize anyway. Then they all sat and listened to {p}, who had a lot of words to catch up on.
        {s} paid up that very day. "Some things are worth saying," {s.he} told {p}.
        There is a time to be quiet and a time to shout, and {p} knew the difference. And {s} paid the bet in full.
        In the end {s} gave {p} the prize with a smile. "You have earned it," said {s}.
    """)


NIGHTS = ["cold", "dark", "stormy", "snowy", "bitter cold", "wild", "foggy", "windy winter"]
CHORES = ["to look for a lost lamb", "to bring soup to a neighbor", "to gather wood", "to see the frozen lake", "to cut a branch of holly", "to buy a loaf of bread",
          "to carry a letter to the mill", "to feed the sheep"]
CLUES = ["a red mitten", "a small boot", "a blue cap", "a little wool glove", "a scarf with stripes", "a doll with one shoe"]


def cold_night(t):
    t.w = t.adult("miller", "innkeeper", "blacksmith", "shoemaker", "lighthouse keeper", "shepherd", "ferryman", "woodcutter", "clockmaker", "weaver")
    t.c, t.beast = t.child(), t.one("dog", "dog", "goat", "donkey", "pony")
    t.a_beast, t.call = with_article(t.beast), {"dog": "a bark", "goat": "a bleat", "donkey": "a bray", "pony": "a whinny"}[t.beast]
    t.night, t.food1, t.chore, t.clue = t.one(*NIGHTS), t.food(), t.one(*CHORES), t.one(*CLUES)
    t.clue_noun = t.clue.split(" ", 1)[1]
    t.where = t.one("in a ditch by the road", "under a fallen tree", "at the foot of a cliff", "behind a wall of stones", "in a hollow under the pines", "at the bottom of the old quarry")
    t.child_of = t.one("the carpenter's", "the postman's", "the teacher's", "the baker's", "the fisherman's", "a neighbor's")
    t.beat("""
        It was a {night} night. {w}, the {w.kind}, had just sat down by the fire with some {food1}.
        It was a {night} night, and the wind went around the house like a wolf. Inside, {w} the {w.kind} was having {food1}, all alone.
        It was such a {night} night that even the owls stayed at home. {w}, the old {w.kind}, pulled {w.his} chair close to the stove.
        Once upon a time, on a {night} night, {w} the {w.kind} sat alone by the fire with some {food1}.
        Once upon a time, {w.a_kind} named {w} lived all alone at the end of a long road. It was a {night} night, and the fire burned low.
        It was a {night} night long ago. In a little house at the end of the road, {w} the {w.kind} put the last log on the fire.
        The night was black and cold, and the road was empty. {w} the {w.kind} was glad to be at home, with warm feet and {food1} on the table.
    """)
    t.beat("""
        "Nobody in the world is outside tonight," {w.he} said to {w.himself}.
        "Anyone who goes out tonight is a fool," {w.he} said.
        {w.He} wanted to have supper, blow out the lamp and sleep until morning.
        It was warm and quiet, and {w.his} eyes began to close.
        "How good it is to be inside," {w.he} said, and stretched {w.his} feet toward the fire.
    """)
    t.paragraph()
    t.beat("""
        Then there was a knock at the door, low down. {w} opened it. There stood {a_beast}, white with frost.
        Bump! Something hit the door. {w} opened it a crack, and {a_beast} put its nose in. It was all alone.
        Just then {w.he} heard {call}. {w.He} opened the door. In front of the house stood {a_beast}, and it looked right at {w.him}.
        And then something scratched at the door. It was {a_beast} that {w} had never seen before.
        All at once there was {call} outside. When {w} opened the door, there stood {a_beast}, all alone in the cold.
    """)
    t.beat("""
        "Come in," said {w}, but the {beast} would not come in. It stamped, and looked back at the road, and stamped again.
        {w} wanted to give it some {food1}. The {beast} did not even look at it. It turned around, ran three steps, and looked back.
        "Are you hungry?" asked {w}. But the {beast} only went to the gate and back, to the gate and back.
        {w} tried to shut the door, because the cold came in. The {beast} put its foot in the way.
        {w} held the door open, but the {beast} did not come in. It looked at {w.him}, and then it looked at the road.
    """)
    t.paragraph()
    t.feel(t.w, "worried")
    t.beat("""
        Something hung from its mouth. It was {clue}. "That belongs to a child!" cried {w}, and {w.he} was wide awake.
        Then {w} saw what it had dropped on the step. It was {clue}, and that could only belong to a child. {w.He} put on {w.his} coat at once.
        On the ground lay {clue}. {w} picked it up, and {w.his} heart gave a jump. A child was out there in the cold.
        "What have you brought me?" asked {w}, and bent down. It was {clue}. "Some child is out there!" {w.he} cried.
        By the door lay {clue}. "This belongs to a child," said {w}, "and the child must be out there in the cold."
    """)
    t.beat("""
        {w.He} took a lantern, a rope and a blanket and followed the {beast} into the dark.
        {w.He} forgot {w.his} warm feet. {w.He} grabbed a blanket and a lantern and went out, and the {beast} ran ahead.
        {w} went out with a lamp. The wind blew it out twice, and twice {w.he} lit it again. The {beast} always waited.
        Off they went, {w} and the {beast}, over the fields. Sometimes {w.he} could see nothing but two ears in front of {w.him}.
        {w} took a lamp and a warm blanket and went out. The {beast} ran in front to show {w.him} the way.
    """)
    t.paragraph()
    t.feel(t.c, "afraid")
    t.beat("""
        They found {child_of} little {c.kind} {where}. It was {c}, and {c.he} was cold and scared, with one foot stuck between two stones.
        At last the {beast} stopped. There, {where}, sat {child_of} {c.kind}, little {c}. "I cannot walk any more," {c.he} whispered.
        "Help!" called a thin voice. It was {c}, {child_of} {c.kind}, who lay {where} with a hurt foot.
        Soon they saw a small shape {where}. It was {c}, {child_of} {c.kind}, and {c.he} was too tired to walk.
        Before long they found {c}, {child_of} little {c.kind}. {c.He} sat {where}, and {c.his} hands were as cold as ice.
    """)
    t.beat("""
        {c} had gone out {chore} and had lost the way.
        {c.He} had only gone out {chore}, and then the path was gone.
        "I went {chore}," said {c}, "and I got lost."
        That afternoon {c} had left home {chore}. Then it got dark, and {c.he} could not find the way back.
        "I only wanted {chore}," said {c}. "Then I could not find the way home."
    """)
    t.beat("""
        {w} wrapped {c.him} in a blanket and carried {c.him} home, and the {beast} walked close beside them.
        {w} lifted {c.him} onto {w.his} back. "Hold on," {w.he} said, and step by step they went back to the fire.
        Soon {c} sat by {w}'s stove with both hands around a hot cup, and the color came back into {c.his} face.
        {w} carried {c} back to the house and put {c.him} in the chair by the fire. Soon {c} was warm again.
        "Now you are safe," said {w}, and took {c} in {w.his} arms. The {beast} led them back to the warm house.
    """)
    t.paragraph()
    t.feel(t.w, "happy")
    t.feel(t.c, "happy")
    t.beat("""
        "Is that your {beast}?" asked {w}. "No," said {c}. "I thought that it was yours." They both looked at the {beast}, and it lay down by the fire as if it had always lived there.
        "You have a good {beast}," said {w}. {c} shook {c.his} head. "I have never seen it before," {c.he} said. So the {beast} belonged to nobody, and from that night on it belonged to {w}.
        When {c}'s parents came, they cried and laughed at the same time. And whose was the {beast}? Nobody knew. {w} looked at it. "Mine," {w.he} said.
        {c} stroked the {beast}. "Where did you get it?" {c.he} asked. "It came to my door tonight," said {w}, "and it may stay as long as it likes."
        "Whose {beast} is that?" asked {c}. "I thought that it was yours," said {w}. So it belonged to nobody, and {w} let it stay for good.
    """)
    t.beat("""
        {w} was never alone in that house again. And every Sunday, {c} came to visit them both.
        They shared the {food1} among the three of them, and nobody went to bed hungry.
        "Only fools go out on such a night," said {w}, and smiled. "How good that there were two of us."
        And ever since, on cold nights, {w} has put a light in the window. You never know who is out there.
        The {clue_noun} still hangs on a nail by the door.
    """)


SPOILED = [
    ("picnic by the lake", "a picnic on the kitchen floor", "spread the good tablecloth under the table"),
    ("trip to the sea", "the sea in the bathtub", "poured salt into the water and hung up paper gulls"),
    ("walk to the old tower", "a tower in the hall", "piled up every pillow in the house"), ("trip to the zoo", "a zoo in the living room", "put all the stuffed animals into cages made of chairs"),
    ("boat ride", "a ship out of the big bed", "made a sail from a sheet and a broom"), ("ride to the fair", "a fair in the attic", "threw socks at tin cans and gave out prizes"),
    ("garden party", "a garden in the cellar", "cut flowers out of every old newspaper"), ("race around the park", "a snail race on the table", "drew a track with chalk"),
    ("camping trip", "a camp behind the sofa", "hung a blanket over two chairs and put a lamp inside"),
    ("train trip to the mountains", "a train of kitchen chairs", "sold tickets and called out the stations"),
    ("treasure hunt in the woods", "a treasure hunt in the house", "drew a map with a red cross on it"),
    ("circus in the square", "a circus in the barn", "walked along a chalk line with umbrellas in our hands"),
]


def weather_today(t):
    t.me, t.s, t.g, t.k = t.child(), _sibling(t), t.relative(), t.adult()
    t.plan, t.instead, t.did = t.one(*SPOILED)
    t.a_plan, t.food1 = with_article(t.plan), t.food()
    t.sky, t.noise = t.one(("terrible", "The rain fell in ropes"), ("awful", "It rained and rained"), ("so bad", "The wind threw water at the windows"), ("wild", "It thundered and poured"),
                           ("as gray as a wet mouse", "It rained without stopping"), ("wet from one end to the other", "There were bubbles on every puddle"), ("bad", "Rain and hail jumped around in the yard"))
    t.feel(t.me, "sad")
    t.beat("""
        The weather today was {sky}. {noise}, and we had planned {a_plan}.
        The weather today was {sky}, and what a pity that was, because today was the day of our {plan}. {noise}.
        The weather today was not what we had asked for. It was {sky}. {noise}, and nothing came of our {plan}.
        What weather! It was {sky} today. {noise}. And for weeks we had looked forward to our {plan}.
        {noise}. That was the weather today, on the very day of our {plan}.
        When I opened my eyes this morning, I heard it at once. The weather was {sky}. {noise}, and we had such great plans for {a_plan}.
    """)
    t.paragraph()
    t.beat("""
        I stood at the window with my bag on my back. "It will stop soon," I said. My {s.rel} {s} looked at the sky. "That will not stop before Tuesday," {s.he} said.
        My {s.rel} {s} sat on the stairs in {s.his} raincoat and would not take it off. I kicked the door. It did not help.
        "It is not fair!" I said. "Who made this weather?" "Not me," said my {s.rel} {s}, and {s.he} sat down in a corner.
        I counted the drops on the glass. My {s.rel} {s} cried a little and said that {s.he} did not.
        I sat at the window and did not want to talk to anyone. "Everything is spoiled," said my {s.rel} {s}.
    """)
    t.beat("""
        "Long faces make the days longer, {me}," said my {g.kind}, and rubbed {g.his} hands. "Well, then. If we cannot go out, it will all have to come in to us."
        My {g.kind} looked at us and put down {g.his} newspaper. "Who says that we need the sun?" {g.he} asked. "{me}, go and get everything that we have!"
        "{me}! {s}! Stop that," called my {g.kind}. "I have an idea. The rain can have the outside. We will take the inside."
        Then I had an idea. I whispered it to {s}, and {s} began to grin. "Very good, {me}," said my {g.kind}. "I will help."
        "Do not be sad, {me}," said my {g.kind}. "We can have just as much fun at home. Let us make something!"
    """)
    t.paragraph()
    t.beat("""
        So we made {instead}. We {did}. That took us half the day.
        And what did we do? We made {instead}! First we {did}, and after that we could not stop any more.
        In one hour we had {instead}. We {did}, and {s} thought of a hundred more things.
        We made {instead}. You would not believe what it looked like! We {did}, and my {g.kind} laughed most of all.
        We began right away and made {instead}. We {did}, and I forgot that I had been sad.
    """)
    t.beat("""
        {s} was the boss, because {s.he} had the loudest voice. My {g.kind} had to do everything that {s} said.
        We laughed so hard that I got the hiccups.
        Once, something fell down with a great crash. We looked at each other, and then we began again.
        I forgot to look out of the window. I forgot that there was a window.
        We made so much noise that we could not hear the rain any more.
    """)
    t.paragraph()
    t.beat("""
        Then there was a knock at the door. It was {k}, the {k.kind} from across the street, wet to the skin. "I heard laughing," said {k}, "and it is so quiet at my house."
        In the middle of it all, somebody rang the bell. It was our neighbor {k}, {k.a_kind}, with water running out of {k.his} shoes. "My roof is leaking," {k.he} said. "May I come in?"
        At noon our neighbor {k} came over to borrow a bucket. {k.He} is {k.a_kind} and never laughs. {k.He} looked around with big eyes. "What is all this?" {k.he} asked.
        Somebody knocked, and I ran to the door. There stood our neighbor {k}, {k.a_kind}, all wet from the rain. "May I see what you are doing?" {k.he} asked.
        After a while our neighbor {k} looked in at the door, wet from head to foot. {k.He} is {k.a_kind} and lives all alone. "It sounds like fun in here," {k.he} said.
    """)
    t.beat("""
        "Come in!" we shouted. We gave {k.him} dry socks and a part to play. {k.He} was better at it than any of us.
        "You are just in time," I said. "We need one more." And {k.he} took off {k.his} wet shoes and joined in.
        {s} took {k.him} by the hand and explained the rules. Soon {k} was crawling around on the floor like a child.
        "Please play with us," said {s}. {k} smiled, took off {k.his} wet coat and sat down in the middle of it all.
        We showed {k} everything and told {k.him} what to do. Soon {k.he} laughed as loudly as we did.
    """)
    t.beat("""
        Afterward we all had {food1} and told each other the best parts.
        When we were hungry, we had {food1}, and nobody minded the mess.
        {k} went home and came back with {food1} for everyone.
        By then we were all hungry, so we had {food1} together.
        Then we sat down together and had {food1}. Nothing had ever tasted so good.
    """)
    t.paragraph()
    t.feel(t.me, "happy")
    t.beat("""
        In the evening the rain stopped, and there was a [rainbow|red sky|big yellow moon]. We hardly noticed it.
        Late in the day the sun came out. "Look," said {s}, "now we could go." "Not now," I said. "We are busy."
        Now it is dark, and it is still raining. I lie in bed and listen, and it sounds nice.
        At bedtime the sky was clear and full of stars. "Tomorrow will be fine," said my {g.kind}. "What a pity," said {s}.
        When I went to bed, the rain had stopped, but I was still thinking of our day.
    """)
    t.beat("""
        The weather today was bad. The day was not.
        We will have our {plan} another time. But I do not think that it can be better than today.
        I hope that the weather will be bad again soon.
        {k} says that {k.he} has not laughed so much for twenty years.
        Today I learned that a rainy day can be the best day of all.
    """)

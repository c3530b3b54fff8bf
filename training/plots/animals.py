"""Animal fables of forest, pond, farm and desert."""

from beats import ending, one_day, opening
from teller import with_article

# Homes that suit "in"
WOODS = (
    "a deep green forest", "a wood full of ferns", "a quiet valley", "a little wood behind the hills",
    "an old forest of oak and pine", "a sunny clearing in the forest", "the hills beyond the river", "a shady wood by a brook",
)
PONDS = (
    "the reeds beside a lake", "a pond full of lilies", "a quiet bend of the river", "a marsh full of frogs",
    "the tall grass beside a pond", "a green valley with a wide pond",
)
BARNS = (
    "an old barn on a hill", "a big red barn", "a farmyard at the end of a lane", "a barn beside a mill",
    "a farmyard full of straw", "a wooden barn at the edge of a village", "a barn with a leaky roof",
)
NUTS = ("nuts", "acorns", "chestnuts", "walnuts", "seeds", "hazelnuts", "beechnuts", "pine nuts")
FRUITS = ("apples", "pears", "plums", "figs")
BERRIES = ("blackberries", "blueberries", "strawberries", "raspberries", "red currants", "cranberries")
TREES = ("oak", "elm", "beech", "birch", "willow", "chestnut tree", "pine", "maple", "apple tree")
STORE_PLACES = (
    "under the crooked oak", "behind the mossy stone", "in the hollow stump", "between the roots of the elm",
    "under the fallen birch", "beside the three white stones", "below the holly bush", "by the bent willow",
    "under the log by the stream", "in the crack of the grey rock",
)


def _trait(p, adjective):
    p.adjective, p.an = adjective, with_article(adjective)


def _mild_day(t):
    return t.one(
        "One day", "One morning", "One sunny morning", "One bright day", "One fine day", "One windy day", "One spring morning",
        "On the first day of summer", "One warm afternoon", "Early one morning", "One summer day", "One quiet afternoon",
    )


def winter_songs(t):
    t.p = t.animal("squirrel", "mouse", "badger", "rabbit")
    t.f = t.animal("robin", "sparrow", "crow", "mouse", "duck")
    _trait(t.p, t.one("busy", "careful", "sensible", "restless"))
    t.nuts, t.where, t.also = t.one(*NUTS), t.deal(STORE_PLACES[0::2]), t.deal(STORE_PLACES[1::2])
    opening(t, t.p, t.one(*WOODS))
    t.beat("""
        All autumn long, {p} gathered {nuts} for the winter and hid them here and there.
        When the leaves began to fall, {p} ran about from morning till night, hiding {nuts} for the cold days.
        In autumn {p} had only one thing on {p.his} mind: {nuts}. {p.He} hid them all over the wood.
        Winter was coming, so {p} collected {nuts} and hid them in twenty different places.
        As soon as the days grew short, {p} began to gather {nuts}. A few went here and a few went there.
    """)
    t.paragraph()
    t.beat("""
        {p.His} neighbor was {f.a_kind} named {f}. {f} sat and sang about everything that {f.he} saw. "How can you sing when there is work to do?" said {p}.
        {f.a_kind} named {f} followed {p.him} and made up songs. "Singing will not fill your belly," said {p}.
        {f.a_kind} named {f} who loved music watched {p.him} and sang about it. "You would do better to work," [said|grumbled] {p}.
        All the while, {f.a_kind} named {f} sat close by and sang. "Do you ever do anything useful?" asked {p}.
        {p} often met {f.a_kind} named {f} who sang all day. "What good is a song in winter?" {p} would ask.
    """)
    t.beat("""
        {f} only laughed. "I sing about what I see," {f.he} said.
        "I do not know yet," said {f}, "but it is a good song, and you are in it."
        "A song keeps things from being forgotten," said {f}, and {f.he} went on singing.
        {f} smiled. "This one is about you and your {nuts}," {f.he} said.
        "Listen, it is all about you!" said {f}. But {p} was in too much of a hurry to listen.
    """)
    t.paragraph()
    t.feel(t.p, "worried")
    t.beat("""
        Then the snow came, and the whole wood turned white. {p} went out to fetch some {nuts}, but every place looked the same. {p.He} dug and dug and found nothing.
        One night it snowed and snowed. In the morning {p} could not tell one tree from another. Where were all those {nuts}?
        Winter came with deep snow. {p} was hungry, but {p.he} had hidden the {nuts} so well that {p.he} could not find even one.
        When the first snow lay on the ground, {p} scratched {p.his} head. {p.He} had forgotten every one of {p.his} hiding places!
        The snow fell for three days and covered everything. {p} wanted some {nuts} to eat, but {p.he} did not know where to dig.
    """)
    t.beat("""
        "Oh, what shall I do?" cried {p}. "I worked so hard, and now I will be hungry."
        {p} sat down in the snow. "All that work for nothing," {p.he} said [sadly|with a sigh].
        "I hid them, and I have lost them," {p.he} said, and {p.his} nose began to [run|tremble].
        {p.His} belly growled. "I remember the work," {p.he} said, "but I do not remember the places."
        "Winter is long," said {p}, "and I have nothing to eat. What good was all my work?"
    """)
    t.paragraph()
    t.beat("""
        {f} heard {p.him} and came over, shivering and hungry too. "But I know where they are!" said {f}. "They are in my song." And {f.he} sang, "Some {where}, and some {also}."
        Just then {f} came by, thin and cold. "Have you forgotten my song?" asked {f}. "It goes like this: a few {where}, a few {also}."
        Then {p} heard a small voice. It was {f}, singing the autumn song. "Ten {where}," sang {f}, "and ten {also}!"
        "Do not cry," said {f}, who was hungry as well. "My song tells where you put them." {f.He} began to sing: "{p} hid some {where}, and {p} hid some {also}."
        Soon {f} came through the snow, cold and hungry too. "My song will tell you where to look," said {f}. "Some are {where}, and some are {also}."
    """)
    t.feel(t.p, "happy")
    t.beat("""
        {p} dug {where}, and there lay the {nuts}! They sang the whole song, verse by verse, and found them all.
        They went from verse to verse and from place to place. Soon they had a great heap of {nuts}.
        {p} dug wherever the song told {p.him} to dig, and each time up came a pile of {nuts}.
        So {f} sang and {p} dug, and not one hiding place was missed.
        {f} sang one verse at a time, and {p} dug in every place. By evening they had found all the {nuts}.
    """)
    t.beat("""
        "Half of these are yours," said {p}. "I could not have found them without you."
        "I was wrong about singing," said {p}. "Come and eat with me all winter long."
        {p} gave {f} half of everything. "My work and your song belong together," {p.he} said.
        "Your song has fed us both," said {p}, and they carried the {nuts} home side by side.
        {p} put half of the {nuts} in front of {f}. "Your song did as much as my work," {p.he} said.
    """)
    t.paragraph()
    if t.chance(0.5):
        ending(t, t.p, t.one(
            f"After that, {t.p} never laughed at a song again.",
            f"{t.p} learned that there is more than one way to be useful.",
            "There is a time to work and a time to sing, and it is good to have a friend for both.",
        ))
    else:
        t.beat("""
            And the next autumn, {p} worked and {f} sang, and {p} learned every verse by heart.
            All that winter they ate {nuts}, kept each other warm, and made up new songs.
            In spring {f} made a new song. It was about two friends in the snow, and it was the best of all.
            When autumn came again, {p} had a new question. "{f}," {p.he} asked, "will you come along and sing?"
            The next year {f} sang about every hiding place again, and this time {p} stopped to listen.
        """)


def bog_race(t):
    t.p = t.animal("rabbit", "fox", "deer", "goat", "cat")
    t.f = t.animal("turtle", "hedgehog", "mole", "duck", "badger")
    _trait(t.p, "proud")
    _trait(t.f, t.one("little", "patient", "quiet", "cheerful"))
    t.tree, t.day = t.one(*TREES), _mild_day(t)
    t.beat("""
        Nobody in the valley could run as fast as {p.an} {p.kind} named {p} with long quick legs. {p} knew it, and {p.he} told everyone.
        Once upon a time, there was {p.an} {p.kind} named {p}, who could run like the wind. {p.He} talked about it all day long.
        Once upon a time, a very fast {p.kind} called {p} lived near a wide green bog. {p.He} was proud of {p.his} quick feet.
        {p} was the fastest {p.kind} for miles around. "I am quicker than the wind," {p.he} liked to say.
        There once was a {p.kind} named {p} who won every race, and who never let anyone forget it.
    """)
    t.paragraph()
    t.beat("""
        {day}, {p} laughed at {f.an} {f.kind} named {f} who was going by very slowly. "Will you get home before winter?" asked {p}.
        {day}, {p} met {f.an} {f.kind} named {f}. "You are so slow that moss will grow on you," said {p}.
        {day}, {p} stopped beside {f.an} {f.kind} named {f}. "Do you ever get anywhere at all?" {p} asked.
        {day}, {p} jumped right over {f.an} {f.kind} named {f}. "Out of my way, slow one!" {p} called.
        {day}, {p} ran three times around {f.an} {f.kind} named {f}. "Are you walking or sleeping?" asked {p}.
    """)
    t.beat("""
        "I get where I want to go," said {f}. "Let us race to the old {tree}, and you will see."
        "I am slow, but I look where I am going," said {f}. "I will race you to the {tree}."
        {f} was not angry. "Then race with me," {f.he} said, "from here to the big {tree} on the hill."
        "Slow feet can still go far," said {f}. "Shall we race to the tall {tree}?"
        "I am not fast, but I never give up," said {f}. "Come and race me to the old {tree}."
    """)
    t.paragraph()
    t.beat("""
        The race began, and {p} was out of sight in a moment. To save even more time, {p.he} took a short cut across the bog.
        "Ready, set, go!" cried a crow. {p} shot away. {p.He} did not keep to the path, but ran straight across the bog.
        {p} dashed off at once. "The path goes round and round," {p.he} thought. "I will cut across the bog and win by a mile."
        Off they went. {p} was so sure of winning that {p.he} did not look at the ground, and ran right into the green bog.
        The two of them set off, and {p} was far ahead at once. "The bog is the shortest way," {p.he} said, and {p.he} left the path and ran out into the bog.
    """)
    t.feel(t.p, "afraid")
    t.beat("""
        Squelch! {p} sank into the mud up to {p.his} belly. The more {p.he} kicked, the deeper {p.he} went.
        But the bog was soft. First {p.his} feet stuck, then {p.his} legs, and then {p} could not move at all.
        Down went {p.his} feet into the cold mud. {p} pulled and pulled, but the mud held on.
        Plop! In a moment {p} was stuck fast. "Help!" {p.he} cried. "Somebody help me!"
        The ground was wet and soft, and {p} began to sink. Soon {p.he} was stuck in the mud and could not get out.
    """)
    t.paragraph()
    t.beat("""
        {f} came slowly along the path and saw {p} in the mud. {f.He} could have gone by and won the race. But {f} stopped.
        After a long time, {f} came by on the dry path. The {tree} was very near now. {f} looked at the {tree}, and {f.he} looked at {p}, and {f.he} turned around.
        At last {f} came along, step by step. "If I go on, I will win," {f} thought. "But if I go on, {p} will be cold and scared." So {f.he} stopped.
        Slow and steady, {f} came down the path. {f.He} saw {p}'s two ears sticking out of the mud and forgot all about the race.
        {f} walked along the path with slow little steps. When {f.he} saw {p} stuck in the mud, {f.he} stopped at once.
    """)
    t.feel(t.p, "ashamed")
    t.beat("""
        "Hold still," said {f}, and {f.he} pushed a long branch over the mud. {p} took hold of it with {p.his} teeth and crept out, bit by bit.
        {f} pushed one end of a fallen branch out to {p}. "Do not kick," said {f}. "Go slowly. I will show you how." And slowly, very slowly, {p} climbed out.
        "You must do it my way now," said {f}. {f.He} rolled a log to the edge of the mud. "One foot, then rest. Another foot, then rest." And so {p} got out.
        {f} laid a dry branch across the mud. "Put your feet on this," said {f}, "one after the other." Step by step, {p} came out of the bog.
        "Stay calm," said {f}, and {f.he} rolled a log into the mud. {p} put {p.his} front feet on it, rested, and slowly climbed out.
    """)
    t.beat("""
        {p} was [brown|muddy] from nose to tail. "I laughed at you, and you helped me," {p.he} said. "I am sorry."
        "Why did you stop?" asked {p}. "You were winning." "A race is only a race," said {f}.
        "Thank you," said {p} in a very small voice. "I was rude to you, and you were kind to me."
        For once, {p} did not boast. "I would still be in there without you," {p.he} said. "I am sorry that I laughed."
        "You stopped to help me, even after I was so rude," said {p}. "I am sorry, {f}."
    """)
    t.paragraph()
    t.feel(t.p, "happy")
    t.beat("""
        They walked the last part together, and at the {tree} {p} stepped back. "After you," {p.he} said. So {f} won the race.
        Then they went on to the {tree} side by side, and {p} found that there is much to see when you walk slowly. {f} touched the {tree} first, for {p} would not have it any other way.
        They came to the {tree} at the same moment. "Who won?" asked a crow. "{f} did," said {p}.
        {p} walked behind {f} all the way to the {tree}. "Here is the winner!" {p} told everyone.
        When they came near the {tree}, {p} sat down in the grass. "You go first," {p.he} said, and so {f} won the race.
    """)
    if t.chance(0.4):
        return
    t.beat("""
        And whenever somebody called {f} slow after that, {p} told them about the bog.
        From then on, {p} still loved to run. But {p.he} looked where {p.he} was going, and {p.he} never laughed at slow feet again.
        After that they often went out together, one quick and one slow, and they always kept to the path.
        It takes quick feet to run a race, but it takes a good heart to stop.
        {p} still ran faster than anyone, but now {p.he} often stopped to wait for {f}.
    """)


def first_nest(t):
    t.p = t.animal("robin", "sparrow", "crow", "duck")
    t.f = t.animal("owl", "heron", "swan", "goose")
    _trait(t.p, t.one("young", "little", "restless", "lively"))
    _trait(t.f, "old")
    t.soft = t.one("moss", "wool", "feathers", "soft hair from a horse", "thistledown", "dry grass")
    t.where = t.one("between two strong roots", "in the middle of the hedge", "under a thick bush", "behind a big stone", "among the ivy")
    opening(t, t.p, t.one(*WOODS, *PONDS))
    t.beat("""
        It was spring, and {p} wanted to build a nest for the very first time.
        When spring came, {p.he} was old enough to build a nest of {p.his} own.
        {p.He} had never built a nest before, but this spring {p.he} wanted one more than anything.
        In the warm days of spring, everybody was building, and {p} wanted a nest too.
        All the other birds were building that spring, and {p} wanted to build {p.his} first nest.
    """)
    t.paragraph()
    t.beat("""
        {p} was in a hurry. {p.He} threw a few sticks together and was done before breakfast. "Finished!" {p.he} said.
        "That cannot be hard," said {p}. {p.He} put ten twigs in a heap, sat down on top, and called it a nest.
        {p.He} dropped some straw here and some sticks there. It took no time at all. "Look, I am the first to be done!" {p} called.
        {p} pushed some dry leaves into a pile. "Why do the others take so long?" {p.he} said. "Mine is ready."
        {p} laid some twigs on top of each other. "That is good enough for a nest," {p.he} said, and {p.he} went off to play.
    """)
    t.feel(t.p, "sad")
    t.beat("""
        That night the wind began to blow. Whoosh! In the morning there was nothing left of the nest.
        But in the afternoon a strong wind came, and the nest blew away, piece by piece.
        Then it rained, and the wind shook every branch. The nest fell apart and was gone.
        A gust of wind came over the hill. It picked up the nest and threw it into a stream.
        The next day a storm came. The wind pulled the nest apart, bit by bit, until nothing was left of it.
    """)
    t.paragraph()
    t.beat("""
        {p} hung {p.his} head. Not far away sat {f.an} {f.kind} named {f} who had seen it all. "Why did it not hold?" {p} asked.
        "It is not fair!" cried {p}. {f.an} {f.kind} named {f} looked up. "The wind blows on every nest," said {f}. "Some of them stay."
        {p} began to cry. "There, there," said {f.an} {f.kind} named {f} who lived close by. "My first one blew away too."
        {p} went to see {f.an} {f.kind} named {f} who knew a lot. "Please tell me what I did wrong," said {p}.
        {p} looked at the empty place and cried. "What did I do wrong?" {p.he} asked {f.an} {f.kind} named {f} who lived close by.
    """)
    t.beat("""
        {f} looked at {p} kindly. "You were quick," {f.he} said. "A home wants you to be slow. Find a safe place first, then weave every twig under another, and line it with {soft}."
        {f} thought for a moment. "A heap is not a nest," {f.he} said. "Find a place out of the wind. Put each stick over one and under one. Then fill the holes with mud and add some {soft}."
        {f} came a little closer. "There are three secrets," {f.he} said. "Choose a good place, weave the twigs tight, and make it soft with {soft}. And do not hurry!"
        {f} told {p} what to do. "A good nest takes time," {f.he} said. "Look for a safe place. Weave the twigs over and under. Then put {soft} inside to make it warm."
        "I will tell you how to build a good nest," said {f}. "Find a place that is safe from the wind. Weave the twigs tight, over and under. Then line the nest with {soft}."
    """)
    t.paragraph()
    t.feel(t.p, "happy")
    t.beat("""
        So {p} began again. On the first day {p.he} only looked for a place, and found one {where}. On the second day {p.he} wove the twigs, over and under. On the third day {p.he} brought {soft}.
        This time {p} chose a place {where}. {p.He} wove and pushed and pulled for three whole days, and {p.he} put {soft} inside.
        {p} found a quiet spot {where}. Twig by twig, over and under, the new nest grew. At the end {p.he} lined it with {soft}.
        {p} worked for a week. {where}, the twigs went over and under until the nest was round and strong, with {soft} in the middle.
        {p} did not hurry this time. {p.He} found a safe place {where}, wove the twigs over and under, and lined the nest with {soft}.
    """)
    t.beat("""
        Soon there was another storm, worse than the first. The wind pulled at the nest, but the nest held.
        Then the wind came back. It huffed and it howled all night. In the morning the nest was still there.
        One night a storm shook every tree around. {p} sat in the nest and listened. Not one twig moved.
        A few days later the wind blew harder than ever. It shook the nest again and again, but the nest stayed where it was.
        Before long the wind came back with rain and thunder. {p} was afraid for the new nest, but it did not break.
    """)
    t.beat("""
        "It stayed!" {p} [called|shouted] to {f}. "So it did," said {f}. "You built it well."
        When the sun rose, {p} flew to {f} with the news. {f} smiled. "I thought it would hold," {f.he} said.
        "Your advice was good," {p} told {f}. "The advice was mine," said {f}, "but the work was yours."
        {p} flew to {f} as soon as the wind was still. "My nest held!" said {p}. "That is because you took your time," said {f}.
        "Thank you for helping me," {p} said to {f}. "You did the work yourself," said {f}, "and you did it well."
    """)
    t.paragraph()
    if t.chance(0.5):
        ending(t, t.p, t.one(
            "What is done slowly and with care will last.",
            f"{t.p} learned that good work takes time.",
            f"After that, {t.p} never hurried when something was important.",
        ))
    else:
        t.beat("""
            Before summer there were four small eggs in the nest, and then there were four small voices.
            In summer a [tiny|wet] wren asked how to build a nest. "Sit down," said {p}. "And do not hurry."
            And when somebody asked {p} why {p.his} nest was the best of all, {p.he} said, "Because it is my second one."
            The nest lasted for years, and every spring {p} added a twig, over one and under one.
            From then on, {p} said to every young bird, "Take your time, and your nest will stay."
        """)


def day_and_night(t):
    t.p = t.animal("owl", "bat", "badger", "hedgehog")
    t.f = t.animal("lark", "sparrow", "rabbit", "squirrel", "duck")
    t.gift, t.back = t.one("a ripe berry", "a daisy", "a round nut", "a red leaf", "a bit of clover"), t.one(
        "a shiny pebble", "a white feather", "a snail shell", "a pine cone", "a curly twig")
    t.at = t.one("on a flat stone", "on the old gate", "on the tree stump", "by the water trough", "on the mossy log")
    t.danger, t.call = t.one(
        ("a fox came creeping through the grass", "The fox is coming"),
        ("a hungry weasel crept out of the hedge", "There is a weasel about"),
        ("the stream began to rise and rise", "The water is rising"),
        ("a spark from a camp fire set the dry grass alight", "The grass is burning"),
    )
    t.beat("""
        {p} the {p.kind} slept all day and was awake all night. {f} the {f.kind} was up all day and slept all night. So the two had never said a word to each other.
        Once upon a time, {p.a_kind} named {p} and {f.a_kind} named {f} lived very close together. But {p} came out only at night, and {f} came out only by day.
        Once upon a time, there was {p.a_kind} named {p} who loved the night. Beside {p.him} lived {f.a_kind} named {f} who loved the sun.
        When {f} the {f.kind} woke up, {p} the {p.kind} was just going to bed. When {p} woke up, {f} was already yawning. They were neighbors, but they never met.
        Once there were two neighbors, {p} the {p.kind} and {f} the {f.kind}. {p} slept by day and {f} slept by night, so they never talked to each other.
    """)
    t.paragraph()
    t.feel(t.p, "lonely")
    t.beat("""
        {p} was lonely, for the night is very quiet. "I wonder what {f} is like," {p.he} thought.
        At night nobody was awake to talk to, and {p} often felt lonely.
        "It must be nice to have someone to talk to," thought {p}, alone under the stars.
        The moon was all the company that {p} had, and the moon never said a word.
        Every night {p} sat alone in the dark and wished for a friend.
    """)
    t.beat("""
        One evening {p} found {gift} {at}. {f} had left it there. "For my neighbor" was scratched beside it.
        Then, one evening, there was a present {at}. It was {gift}, left there by {f}.
        One evening {p} saw {f} put something down {at} and hurry off to bed. It was {gift}. "That is for you," called {f}.
        Then {p} woke up one evening and saw {gift} {at}. It was a present from {f}.
        {f} wanted to be kind, so one day {f.he} left {gift} {at} for {p}. When evening came, {p} found it there.
    """)
    t.feel(t.p, "happy")
    t.beat("""
        {p} was so happy that {p.he} searched all night for something to give back. In the morning, {f} found {back} in the same place.
        "For me?" said {p}. Nobody had ever given {p.him} anything. Before the sun came up, {p.he} left {back} there for {f}.
        {p} wanted to say thank you. So that night {p.he} put {back} there, and {f} found it at sunrise.
        {p} smiled from ear to ear. That night {p.he} found {back}, and {p.he} left it in the same place for {f}.
        "What a lovely present!" said {p}. "I must give {f} something too." When {f} woke up, {back} lay in the same place.
    """)
    t.beat("""
        And so it went on, a gift by day and a gift by night. Some evenings, when the sun was low, they even sat together for a little while.
        After that, they met for a few minutes at sunset, when one was waking up and the other was getting sleepy. They told each other about the day and the night.
        From then on, they left each other little things. And at sunset, there was just time for a chat.
        Day after day, they left each other small presents. When the sun went down, they sat together and talked for a little while.
        Every day there was one gift, and every night there was another. At sunset they had a little time to talk.
    """)
    t.paragraph()
    t.beat("""
        "What a strange pair!" said [a crow|a pigeon|an old cat]. "You cannot be friends with somebody you hardly ever see." But they were.
        "You are a strange pair," said [a crow|a goat|an old cat] to {f}. "What use is a friend who sleeps when you are awake?" {f} did not know. {f.He} only knew that {p} was {f.his} friend.
        The others laughed. "What a strange pair!" they said. {p} and {f} did not mind.
        Everyone thought that {p} and {f} were a strange pair. "One is always asleep," they said. "What use is that?" But {p} and {f} were glad to be friends.
        "{p} and {f} are a strange pair," said the neighbors. "One sleeps when the other is awake." But the two of them stayed good friends.
    """)
    t.beat("""
        Then, one dark night, {danger}. Everyone was fast asleep. Only {p} was awake, and {p} saw it.
        Then one night, when all the others slept, {danger}. {p} saw it at once.
        Late one night, {danger}. Nobody noticed, because nobody was awake. Nobody but {p}!
        One night, when it was very dark, {danger}. All the others were asleep, but {p} was awake and saw it.
        In the middle of one night, {danger}. Only {p} had {p.his} eyes open, and {p.he} saw it at once.
    """)
    t.beat("""
        {p} rushed to {f}. "Wake up!" {p.he} cried. "{call}!" {f} woke all the others, and they hurried up the hill, where it was safe.
        "{call}!" cried {p}, and {p.he} shook {f} until {f.he} woke. Together they woke everybody, and all of them got away safely.
        As fast as {p.he} could, {p} went to wake {f}. "Get up! {call}!" {f} called the other animals, and they all ran to the top of the hill, not a moment too soon. Nobody was hurt.
        {p} woke {f} as fast as {p.he} could. "{call}!" cried {p}. {f} called all the others, and soon everyone was safe on the hill.
        "Wake up, {f}! {call}!" shouted {p}. The two of them woke all the others, and everyone got up the hill in time.
    """)
    t.paragraph()
    if t.chance(0.5):
        ending(t, t.p, t.one(
            f"\"Now you know the use of a friend who is awake at night,\" said {t.f}.",
            "After that, everyone was glad of the strange pair.",
            "Friends do not have to be alike to look after each other.",
        ))
    else:
        t.beat("""
            Nobody called them strange after that. And when the sun went down the next day, everyone came to sit with them {at}.
            "Now I can sleep well," said {f}, "because I have a friend who is awake." "And I am not alone at night," said {p}, "because I have a friend to watch over."
            The next evening there was not one gift {at}. There were twenty, one from every neighbor, and all of them were for {p}.
            After that night, nobody laughed at {p} and {f}. One kept watch by day, and the other kept watch by night.
            "You saved us all," the neighbors said to {p}. And after that, {p} never felt lonely again.
        """)


def the_fire_for_the_feast(t):
    t.p = t.animal("rabbit", "squirrel", "otter", "beaver", "mouse", "duck")
    t.f = t.animal("badger", "crow", "goat", "hedgehog", "wolf")
    _trait(t.p, t.one("cheerful", "busy", "friendly", "lively"))
    t.food, t.sweet = t.food(), t.one(*BERRIES)
    t.reason = t.one("the end of the harvest", "the longest day of the year", "the first snow", "the full moon", "the new year", "the spring")
    opening(t, t.p, t.one(*WOODS))
    t.beat("""
        {p} was planning a great feast for {reason}, with {food} and a whole hill of {sweet}.
        To celebrate {reason}, {p} wanted to give a feast for the whole wood, with {food} for everyone.
        Every year {p} gave a feast for {reason}, and everybody loved {p.his} {food}.
        "I will give a feast for {reason}!" said {p}. "There will be {food}, and {sweet} after that."
        For {reason}, {p} planned a big feast with {food}. There would be enough for the whole wood.
    """)
    t.paragraph()
    t.beat("""
        {p} invited everybody, or nearly everybody. "Not {f} the {f.kind}," {p.he} said. "{f} is too grumpy."
        All the neighbors were asked to come, all but one. Nobody wanted to sit beside a {f.kind} named {f} who grumbled all day long.
        There was only one neighbor whom {p} did not ask, and that was a gruff old {f.kind} named {f}. "{f} would only spoil it," said {p}.
        {p} went from door to door and asked all the neighbors, but {p.he} tiptoed past the door of {f}, the grumpy {f.kind}.
        {p} asked all the neighbors to come to the feast, all but {f} the {f.kind}. "{f} grumbles all day long," said {p}.
    """)
    t.beat("""
        {f} saw the guests go by in their best scarves, and {f.he} shut {f.his} door and sat down alone by {f.his} fire.
        From {f.his} window {f} watched the guests go by. "I did not want to come anyway," {f.he} said. But it was not true.
        {f} heard the others laughing on the path. {f.He} put another log on {f.his} fire, and felt very much alone.
        {f} sat at home by {f.his} fire. Through the window {f.he} heard the guests go by laughing, and {f.he} was sad that nobody had asked {f.him}.
        No one knocked at the door of {f}. {f.He} sat alone by {f.his} fire and listened to the happy guests going by.
    """)
    t.feel(t.f, "lonely")
    t.paragraph()
    t.feel(t.p, "worried")
    t.beat("""
        The pots were full and the guests sat down. Then the wind came through the trees, whoosh, and blew out the cooking fire. Everything was cold and raw.
        Just as {p} began to cook, there was a great burst of rain. It put out the fire, and all the wood was wet. "What shall we do?" cried {p}.
        But when the pots were hung up, a big gust of wind blew the fire out. {p} tried and tried, but {p.he} could not light it again.
        Then something went wrong. A pot of water tipped over, hiss, right onto the fire! Now there was only wet black wood.
        When all the guests were there, it began to rain. The rain put out the cooking fire, and the wet wood would not burn.
    """)
    t.beat("""
        "Who has a fire at home?" asked {p}. Nobody had. Then a small guest said, "There is smoke coming out of one chimney." It was the home of {f}.
        Everyone looked around for help. Far off between the trees, one little window glowed. It was the window of {f}.
        "There is only one fire left in the wood," said an old owl, "and it belongs to {f}." {p} looked at the ground.
        "Who can give us some fire?" asked {p}. The guests looked at one another. Only {f} had a fire at home.
        Then somebody saw some smoke above the trees. It came from the home of {f}, and {p} looked down at {p.his} feet.
    """)
    t.paragraph()
    t.feel(t.p, "ashamed")
    t.beat("""
        So {p} knocked at the door of {f}. {p.He} asked for fire, but when {p.he} saw the one plate and the one chair, {p.he} said, "I am sorry. I should have asked you to the feast first of all."
        {p} went and knocked. {f} opened the door a crack. "Our fire is out, and I was unkind to you," said {p}. "Will you come to our feast? You may say no, and I would understand."
        {p} walked slowly to the door of {f}. "I came for fire," {p.he} said, "but that is not right. I should have come for you. Please forgive me."
        {p} went to the door of {f} and knocked softly. "We need your fire," said {p}, "but first I must say that I am sorry. Please come to the feast with us."
        At the home of {f}, {p} knocked and waited. "I am sorry that I left you out," said {p}. "Will you bring your fire and eat with us?"
    """)
    t.beat("""
        {f} said nothing for a long time. Then {f.he} put some glowing coals into a pot. "Well?" {f.he} said. "Are we going or not?"
        "Hmm," said {f}. {f.He} filled a pot with hot coals and put on {f.his} hat. "Somebody has to show you how to keep a fire," {f.he} said, but {f.he} was almost smiling.
        "My chair is rather hard anyway," said {f}, and {f.he} took a burning stick from the fire. "Lead the way."
        {f} thought about it. "Nobody has ever asked me before," {f.he} said, and {f.he} filled a pot with hot coals. "I will come."
        At first {f} only grumbled. Then {f.he} put some glowing coals into a pot and smiled a little. "Come on," said {f}. "The guests are hungry."
    """)
    t.feel(t.f, "happy")
    t.feel(t.p, "happy")
    t.paragraph()
    t.beat("""
        Soon the new fire was roaring, and {f} told such funny stories beside it that {p} laughed until {p.his} sides hurt.
        The feast was the best one ever. They sat around the fire until midnight, and nobody sang louder than {f}.
        There was hot food for all, and {f} sat in the middle, in the warmest place. {f} did not grumble even once. Well, maybe once.
        The fire burned all night. "You are not grumpy at all," said {p}. "I was only alone," said {f}.
        {f} lit the fire, and soon there was hot food for everyone. The guests made room for {f}, and {p} sat beside {f.him}.
    """)
    if t.chance(0.5):
        ending(t, t.p, t.one(
            f"After that, {t.p} always knocked at the door of {t.f} first.",
            "A feast is only a feast when nobody is left out.",
            "Some people are grumpy only because nobody asks them in.",
        ))
    else:
        t.beat("""
            The next year there was one more chair at the table, and it was never empty.
            And when the last guest went home, {f} stayed behind to wash the pots.
            "Will you come next year?" asked {p}. "If you let me do the fire," said {f}.
            From then on, {p} and {f} cooked for every feast together, and the fire never went out.
            When the next feast came, {f} was the first guest at the door, and {p} was glad to see {f.him}.
        """)


def the_flood(t):
    t.p = t.animal("beaver", "otter", "duck", "turtle")
    t.f = t.animal("mouse", "mole", "hedgehog", "lizard")
    _trait(t.p, t.one("careful", "thoughtful", "sensible", "brave"))
    _trait(t.f, t.one("little", "shy", "quiet", "young"))
    t.craft = t.one("an old door", "a broken barrel", "a flat log", "a wooden tub", "a piece of a fence", "a big piece of bark")
    t.sign = t.one(
        "the ants were carrying their eggs uphill", "the river had turned brown", "the water had come up over the third stone",
        "the birds had all gone quiet", "black clouds hung over the mountains",
    )
    t.beat("""
        {p} was {p.an} {p.kind} who lived by a wide river. {p.He} knew the river better than anyone.
        Once upon a time, {p.an} {p.kind} named {p} lived beside a river. {p.He} looked at the water every morning and every night.
        Down by the river lived {p.a_kind} named {p}. "The river talks," {p.he} liked to say, "if you know how to listen."
        There once was {p.an} {p.kind} called {p}, whose home was on the bank of a great river.
        Long ago, {p.a_kind} named {p} lived beside a big river. {p.He} watched the water every day, and {p.he} knew all of its ways.
    """)
    t.beat("""
        One spring {p.he} saw that {sign}. "There will be a flood," {p.he} told everyone. "We must go up the hill!"
        One day {p} noticed that {sign}. {p.He} ran from door to door. "High water is coming!" {p.he} called.
        After three days of rain, {p} saw that {sign}. "Pack your things," {p.he} told the neighbors. "The river is going to rise."
        One morning {p} noticed that {sign}. "A flood is coming," {p.he} told all the neighbors. "We must go up the hill today!"
        Then, after a night of rain, {p} saw that {sign}. {p.He} went to all the neighbors and said, "The river will soon be high. Please come up the hill!"
    """)
    t.paragraph()
    t.beat("""
        Some of them laughed. "It is only a little rain," they said. But {p} asked again and again, until they began to climb.
        "You worry too much," said the rabbits. But they saw that {p} meant it, and one by one they packed their things.
        "My bed is dry," said an old goose. "Not for long," said {p}. So they went up the hill, grumbling all the way.
        At first nobody wanted to go. But {p} begged and begged, and at last they packed their things and set off for the hill.
        "The water never comes this far," said the neighbors. "This time it will," said {p}. So they took their things and followed {p} up the hill.
    """)
    t.beat("""
        They had hardly reached the top when the river came over its banks with a roar. Where their homes had been, there was only brown water.
        It was just in time. With a great roar, the water rushed over the fields, and the path behind them was gone.
        In the night the water came. It rose over the reeds, over the path, and over the roofs. From the hill they saw it all.
        They were only just in time. The river roared over its banks, and soon the whole valley was full of water.
        From the top of the hill they saw the river come over its banks. Soon all their homes were under water.
    """)
    t.paragraph()
    t.feel(t.f, "afraid")
    t.beat("""
        {p} counted the neighbors. One was missing! {f.an} {f.kind} named {f} sat far out in the water on the last bit of a stone wall, crying for help.
        Then they heard a thin cry. It was {f.an} {f.kind} named {f} who had been too slow. {f} was holding on to the top of a fence post in the middle of the water.
        "Where is {f}?" somebody asked. {f} was {f.an} {f.kind}, and nobody had thought to wait. There {f.he} was, all alone on a tree stump, with the water all around.
        Then somebody cried, "Look there!" Far out in the water was {f.an} {f.kind} named {f}, holding on to the top of a tall post. {f} had been left behind.
        {p} looked around and saw that {f.an} {f.kind} named {f} was not there. {f} was still down in the valley, all alone on a branch just above the water.
    """)
    t.promise(t.p, "come back for f")
    t.beat("""
        {p} slid into the water. "I cannot carry you through these waves," {p.he} called, "but I will come back for you. I promise!"
        {p} swam out, but the water was too wild to carry anyone. "Hold on!" {p.he} shouted. "I am going to find something that floats. I promise that I will be back!"
        "Do not let go!" {p} called over the water. "I will come and get you. I promise!" Then {p.he} swam off to find something that would float.
        {p} swam as near as {p.he} could, but the waves were too high. "I must find something that floats," {p.he} called. "I will come back for you. I promise!"
        "I promise that I will come back for you!" {p} called across the water. Then {p.he} swam off to look for something that would float.
    """)
    t.paragraph()
    if t.chance(0.6):
        t.beat("""
            {f} waited. The water rose to {f.his} toes. "{p} promised," {f.he} whispered, and {f.he} held on.
            The water came higher and higher. {f} shut {f.his} eyes. "A promise is a promise," {f.he} told {f.himself}.
            It felt like a very long time. Soon there was hardly anything left to hold on to. But {f} did not stop looking out for {p}.
            {f} was wet and cold, and the water kept rising. "{p} will come back," {f.he} said. "{p} promised."
            Nobody could see {p} now, and the water came closer and closer. But {f} remembered the promise and held on tight.
        """)
    t.keep(t.p, "come back for f")
    t.feel(t.f, "happy")
    t.beat("""
        Then something came around the bend. It was {craft}, and behind it swam {p}, pushing with all {p.his} might. "Climb on!" cried {p}.
        Bump! {p} was there, and {p.he} was pushing {craft} through the waves. {f} jumped on at the very last moment.
        At last there was a splash, and there was {p} with {craft}. "All aboard!" said {p}. {f} climbed on, and {p} pushed {f.him} all the way to the hill.
        Then {f} saw {p} coming through the waves, pushing {craft}. "Jump on!" called {p}. {f} jumped, and {p} pushed {f.him} safely to the hill.
        There was {p} at last, and {p.he} had brought {craft}! {f} climbed on, and {p} pushed and pushed until they came to the hill.
    """)
    t.paragraph()
    t.beat("""
        "You came back," said {f}. "I said I would," said {p}. The others made room for them both in the warmest place.
        On the hill everyone cheered. "I knew that you would come," said {f}, and {f.he} leaned against {p} and fell asleep.
        When they reached dry land, {f} would not let go of {p} for quite a while. And from then on, everyone listened to {p}.
        "You kept your promise," said {f}, when they were both safe on the hill. "Of course I did," said {p}.
        The neighbors ran down to meet them. "Thank you for coming back," {f} told {p}, and they all sat close together to keep warm.
    """)
    if t.chance(0.3):
        return
    t.beat("""
        In a week the river went down, and they all went home together, the slowest ones in front.
        When the water was gone, they built their homes again, a little higher up. And whenever {p} said that it would rain, nobody laughed.
        After that, they made a rule: before you go up the hill, count your neighbors.
        The water went away again. But the thing that {p} had done stayed in the valley for good, because it was told to every child.
        Soon the sun came out and dried the land. Everyone helped to build new homes, and {p} went on watching the river.
    """)


def painted_pebbles(t):
    t.p = t.animal("fox", "crow", "monkey", "cat", "otter")
    t.f = t.animal("mouse", "hedgehog", "rabbit", "squirrel", "duck")
    t.food = t.food()
    t.berries, t.juice = t.one(
        ("blackberries", "the skin of a dark plum"), ("blackberries", "black mud"), ("blueberries", "purple flowers"),
        ("blueberries", "blue clay"), ("strawberries", "red clay"), ("raspberries", "the juice of a beet"),
        ("red currants", "the petals of a red rose"), ("cranberries", "red clay"), ("red currants", "the juice of a beet"),
    )
    _trait(t.p, "clever")
    _trait(t.f, t.one("kind", "friendly", "patient", "gentle"))
    opening(t, t.p, t.one(*WOODS))
    t.beat("""
        {p.He} liked tricks, and {p.he} did not like work.
        {p.His} tricks were famous far and wide.
        {p.He} knew a hundred tricks, and {p.he} was very lazy.
        Why work, {p.he} thought, when a trick is so much quicker?
        {p.He} could have done many good things with {p.his} quick head, but mostly {p.he} played tricks.
    """)
    t.paragraph()
    t.beat("""
        One day {p} picked up small round pebbles and painted them with {juice}. They looked just like {berries}!
        One afternoon {p} had an idea. {p.He} rubbed some little stones with {juice} until they looked exactly like {berries}.
        One morning {p} filled a basket with pebbles and colored every one with {juice}. Now they looked like {berries}.
        Early one morning {p} rubbed small round pebbles with {juice}. When {p.he} was done, they looked like real {berries}.
        {p} thought of a new trick one day. {p.He} colored a pile of little stones with {juice}, and they looked like ripe {berries}.
    """)
    t.beat("""
        Then {p.he} took them to {f.an} {f.kind} named {f}. "A basket of {berries} for your {food}!" said {p}. "But do not touch them before tomorrow."
        {p} carried them in a basket to the door of {f.an} {f.kind} named {f}. "Give me your {food}, and these are yours," {p.he} said. "But do not eat them yet."
        {f.an} {f.kind} named {f} was just cooking when {p} came by with {p.his} basket. "What a lovely basket of {berries}!" said {f}. "You may have it for your {food}," said {p}, "but wait until tomorrow, and the berries will be twice as sweet."
        {p} took a basket full of them to {f.an} {f.kind} named {f}. "I will give you these {berries} for your {food}," said {p}. "But keep them until tomorrow, when they will be sweeter."
        With a full basket, {p} knocked at the door of {f.an} {f.kind} named {f}. "Would you like these {berries} for your {food}?" asked {p}. "But you must wait until tomorrow to eat them."
    """)
    t.beat("""
        {f} gladly gave away the {food}, and {p} ran home laughing and finished every bit.
        So they made the trade. {p} finished the {food} behind a bush and laughed and laughed.
        "What a good neighbor you are," said {f}, and handed over the {food}. {p} ran off, and in no time nothing was left.
        {f} thanked {p} and gave {p.him} the {food}. {p} ran off with a laugh and finished every bit.
        "How kind of you!" said {f}, and {f.he} gave {p} the {food}. {p} laughed all the way home, and soon there was nothing left.
    """)
    t.paragraph()
    t.beat("""
        That night a heavy rain ran into the basket and washed all the color away. In the morning {f} found nothing but grey stones.
        But it rained that evening, and the basket stood under a leak. Soon the color had gone, and only pebbles lay there.
        In the night the rain came through the roof and washed the pebbles clean. "Oh," said {f} the next day. "These are stones."
        It rained that night, and the basket stood by an open window. By morning the rain had washed off all the color, and {f} saw that the berries were stones.
        That evening it rained, and drops fell through the roof into the basket. In the morning all the color was gone. "There are only stones in here," said {f}.
    """)
    t.feel(t.p, "ashamed")
    t.beat("""
        {p} came by to see {f} cry or shout. But {f} only said, "Poor {p}! Somebody tricked you with those stones. You must be hungry. Come in and share my supper."
        {p} hid by the window to have another laugh. Then {p.he} heard {f} say, "Poor {p}! Somebody must have tricked {p.him}. I will take {p.him} half of my breakfast."
        {p} came strolling past. "{p}!" called {f}. "Somebody has tricked you with painted stones. Here, take half of my lunch, so you will not go hungry."
        {p} came back to see how angry {f} was. But {f} was sorry for {p}. "Somebody tricked you with those stones," said {f}. "Have some of my breakfast, so that you will not be hungry."
        When {p} walked by, {f} called, "Poor {p}! Somebody tricked you with painted stones. Come in and eat with me, so that you will not be hungry."
    """)
    t.paragraph()
    t.beat("""
        {p} stopped smiling. {p.He} would have liked it better if {f} had been angry. "Nobody tricked me," {p.he} said at last. "I painted them, and I am sorry."
        Suddenly the trick was not funny at all. Something hurt in {p.his} chest. "It was me," {p} said. "I tricked you. I am so sorry, {f}."
        {p} felt hot from head to toe. {p.He} went up to {f} and told {f.him} everything, from the first pebble to the last.
        {p} looked down at the ground. {f} was so kind that {p} could not laugh any more. "I painted the stones myself," said {p}. "I am sorry, {f}."
        Now {p} wished that {p.he} had never played the trick. "I tricked you, {f}," {p.he} said in a low voice. "I painted the stones. Please forgive me."
    """)
    t.beat("""
        "Then you know what to do," said {f}. {p} went into the bushes and picked {berries} until it was dark, and {p.he} filled the basket to the top.
        {f} was quiet for a while. "Thank you for telling me," {f.he} said. {p} picked real {berries} until evening. {p.He} did not stop until the basket was full.
        "You can still make it right," said {f}. So {p} set off, and {p.he} came back with the finest {berries} of all, every one of them real.
        "I am glad that you told me the truth," said {f}. {p} took the basket and filled it with {berries}, and this time they were real.
        {f} nodded and gave {p} the basket. {p} looked under every leaf and brought it back full of fresh, ripe {berries}.
    """)
    t.feel(t.p, "happy")
    t.paragraph()
    t.beat("""
        They ate the {berries} together, and to {p.his} surprise, {p} found that they tasted better than the {food} had.
        {f} bit into one. "Sweet!" {f.he} said, and {f.he} would not eat another until {p} had one too.
        That evening they sat side by side with sticky mouths. "These were a lot of work," said {p}. "That is why they taste so good," said {f}.
        {p} and {f} sat down and ate the {berries}. "Nothing that I got by a trick was ever so good," said {p}.
        {f} shared the {berries} with {p}, half and half. {p} was tired from so much work, but {p.he} had never been so happy.
    """)
    if t.chance(0.5):
        return
    if t.chance(0.5):
        t.beat("""
            And the pebbles? {f} put them by {f.his} door, and {p} thought of them each time {p.he} had an idea for a trick.
            {p} still played tricks after that, but only the kind that made everybody laugh.
            And from then on, when {p} said a thing was so, it was so.
            After that, {p} worked for {p.his} supper, and {f} was always glad to see {p.him} at the door.
            The next time {p} brought a basket, {f} did not even look inside. {f} knew that {p} was honest now.
        """)
    else:
        ending(t, t.p, t.one(
            "A kind word can do more than an angry one.",
            f"{t.p} never cheated a friend again.",
            "A trick is sweet for a minute, but an honest friend is sweet for years.",
        ))


def voice_in_the_fog(t):
    t.p = t.animal("goose", "swan", "heron", "duck")
    t.f = t.animal("frog", "mouse", "cricket", "toad", "beetle")
    t.sound = {"frog": "croak", "mouse": "squeak", "cricket": "chirp", "toad": "gunk", "beetle": "tick"}[t.f.kind]
    t.cry = {"goose": "Honk", "swan": "Whoop", "heron": "Kraak", "duck": "Quack"}[t.p.kind]
    _trait(t.p, "proud")
    _trait(t.f, t.one("little", "quiet", "shy", "patient"))
    t.gate = t.one("the old willow", "the broken bridge", "the round stone", "the wooden jetty", "the lily bed", "the hollow reed")
    t.beat("""
        No one on the pond was as loud as {p.an} {p.kind} named {p}. {p.He} called out from morning till night, so that everyone could admire {p.his} voice.
        Once upon a time, {p.an} {p.kind} named {p} lived on a misty pond. {p.He} had the loudest voice of all, and {p.he} used it all day.
        Once upon a time, a {p.kind} named {p} lived on a small pond and thought that nobody had a finer voice. It was certainly a loud one.
        {p} the {p.kind} lived on a small pond and was proud of {p.his} voice. "They can hear me on the far side of the hills," {p.he} would say.
        On a small misty pond lived {p.an} {p.kind} named {p}. {p.He} loved {p.his} own loud voice and called from morning till night.
    """)
    t.paragraph()
    t.beat("""
        In the grass by {gate} lived {f.an} {f.kind} named {f}. In the evening the {f.kind} liked to sing too. {sound}, {sound}, {sound}, it went, very softly.
        By {gate} sat {f.an} {f.kind} named {f}. {f.His} song was only a small one: {sound}, {sound}, {sound}, over and over.
        {f.an} {f.kind} named {f} lived beside {gate} and sang a tiny song there every evening. {sound}, {sound}, {sound}.
        Close to {gate} lived {f.an} {f.kind} named {f}, who sang a soft little song each evening. {sound}, {sound}, {sound}.
        Every evening a small song came from {gate}. {sound}, {sound}, {sound}. The singer was {f.an} {f.kind} named {f}.
    """)
    t.beat("""
        "Do you call that a song?" said {p}. "Nobody can hear it. You should keep quiet and listen to me."
        "What a silly little noise," said {p}. "What good is a voice as small as that?"
        {p} laughed. "I have heard raindrops louder than you," {p.he} said.
        "Hush, small one," said {p}. "Leave the singing to those who can do it."
        "That is much too soft," said {p}. "A song is no good if nobody can hear it."
    """)
    if t.chance(0.5):
        t.beat("""
            "It is the only voice I have," said {f}, and the {f.kind} went on, {sound}, {sound}, {sound}.
            {f} was hurt, but the {f.kind} did not stop. "I sing here so that people know where here is," {f.he} said.
            "I do not sing to be loud," said {f}. "I sing because I like it by {gate}."
            {f} did not answer. The {f.kind} looked at the water and sang on, {sound}, {sound}, {sound}.
            "My song is small, but it is mine," said {f}, and the {f.kind} sang it again by {gate}.
        """)
    t.paragraph()
    t.feel(t.p, "afraid")
    t.beat("""
        One autumn day {p} flew far out over the lake. On the way home a fog came down, so thick that {p} could not see {p.his} own wings.
        One evening, when {p} was on {p.his} way home from the big lake, everything turned white. It was fog, and {p.he} could not tell up from down.
        Then came a day of fog. {p} had flown out to look for grain, and now {p.he} could not find the way back to the pond.
        On a cold day {p} flew far away to find food. On the way home a thick fog came down, and {p.he} could not see the pond.
        Late one day {p} was flying home across the big lake. Then a thick fog came, and {p} could not see where {p.he} was going.
    """)
    t.beat("""
        {p} the {p.kind} called as loud as {p.he} could. "{cry}! {cry}!" But the sound came back from every side at once, and {p} did not know where to turn.
        {p} the {p.kind} shouted for help. "{cry}! {cry}!" said the hills on the left. "{cry}! {cry}!" said the hills on the right. It was only {p.his} own voice coming back.
        The {p.kind} called "{cry}!" and then again, "{cry}!" There was nothing but an echo, first here, then there. {p} flew around in circles and got very tired.
        "{cry}! {cry}!" called {p} the {p.kind}. The sound came back from every side, and {p} did not know which way was home.
        Again and again {p} the {p.kind} called, "{cry}! {cry}!" But only {p.his} own voice came back, and {p} flew in circles until {p.he} was very tired.
    """)
    t.paragraph()
    t.beat("""
        At last {p} was too tired to shout. {p.He} was quiet for the first time that day. And then {p.he} heard it, small and clear. {sound}, {sound}, {sound}.
        In the end {p} had no voice left. {p.He} listened. Far below, in one place and never in another, something went {sound}, {sound}, {sound}.
        So {p.he} stopped calling, and it grew very still. And out of the stillness came a little song. {sound}, {sound}, {sound}.
        Then {p} stopped calling and listened. From far below came a soft little song, always from the same place. {sound}, {sound}, {sound}.
        After a while {p} could not call any more. It was quiet. Then {p} heard something small and clear. {sound}, {sound}, {sound}.
    """)
    t.feel(t.p, "happy")
    t.beat("""
        "That is {f}!" cried {p}. "So {gate} must be right there!" {p.He} flew to the sound, and a moment later {p} splashed down on the pond, safe at home.
        It was {f}, by {gate}, where {f} always sang. {p} went toward the little sound, closer and closer, until {p.his} feet touched the water of the pond.
        {p} knew that song, and {p.he} knew where it came from. {p.He} followed it down through the white fog and landed right beside {gate}.
        "I know that song," said {p}. "{f} sings it by {gate}!" {p} followed the sound down and landed safely on the pond.
        Only {f} sang like that, and {f} always sang by {gate}. {p} flew slowly toward the song and came down safely on the pond.
    """)
    t.paragraph()
    t.beat("""
        "You called me home," said {p} in a whisper. "I am sorry for what I said." "You are welcome," said {f}. "It is nice to be heard."
        "I was wrong," {p} told {f}. "Your song brought me home. Please never stop singing."
        {p} bowed {p.his} head. "My voice is big, but yours is true," {p.he} said. "Please forgive me." And {f} did.
        "Thank you, {f}," said {p}. "I was unkind about your song, but it brought me home." "I am glad that you heard it," said {f}.
        {p} sat down beside {f}. "I was unkind to you," said {p}. "I am sorry. I could not have found the way home without your song."
    """)
    if t.chance(0.5):
        ending(t, t.p, t.one(
            f"After that, {t.p} was quiet every evening, so that all could hear {t.f} sing.",
            "A small voice can be a great help.",
            f"{t.p} learned that it is good to be heard, but it is better to listen.",
        ))
    else:
        t.beat("""
            From then on, the pond was quiet for a while every evening. Everyone was listening to {f}, and {p} listened hardest of all.
            Now the two of them sing together. One is loud and one is soft, and it sounds better than you would think.
            If you go by the pond at sunset, be still for a moment. {sound}, {sound}, {sound}. That is the way home.
            After that, {p} sat beside {f} every evening and listened to the small song until it was dark.
            From that day on, {p} was never unkind about a small voice again, and {f} sang every evening.
        """)


def water_in_the_desert(t):
    t.p = t.animal("camel", "goat", "donkey", "lion", "elephant")
    t.f = t.animal("lizard", "beetle", "tortoise", "desert mouse", "hedgehog")
    _trait(t.p, t.one("big", "strong", "proud"))
    _trait(t.f, t.one("little", "small", "quiet", "old"))
    t.home = t.one("a desert of red sand", "a dry land of sand and stones", "the hot desert beyond the mountains", "a desert as wide as the sea")
    t.spot = t.one("beside the three red stones", "under the dead thorn tree", "at the foot of the tall dune", "behind the flat yellow rock", "in the bed of the old stream")
    t.clue = t.one(
        "The bees fly there every morning", "The ants go down there and come up with wet feet", "A green blade of grass is growing there",
        "The sand there is cool in the evening", "My grandmother told me that a spring once ran there",
    )
    t.beat("""
        Far away, in {home}, there was only one well. {p.an} {p.kind} named {p} drank from it every day.
        Once upon a time, {p.an} {p.kind} named {p} lived in {home}, where there was only one well for everyone.
        In {home}, water is worth more than gold. {p.an} {p.kind} named {p} knew that, and {p.he} always pushed to the front at the well.
        Once upon a time, in {home}, there lived {p.an} {p.kind} called {p}. All the animals there drank from one old well.
        There was only one well in {home}. Every day {p.an} {p.kind} named {p} came there to drink.
    """)
    t.feel(t.p, "worried")
    t.beat("""
        Then came the driest summer of all, and one morning the well was empty.
        One year it did not rain at all. The well got lower and lower, and at last there was only sand in it.
        But the sun burned and burned, and one day there was not a drop left in the well.
        One summer no rain fell for many weeks, and at last the well was dry.
        Then, after a long time without rain, the last drop of water in the well was gone.
    """)
    t.paragraph()
    t.beat("""
        "I am strong. I will dig for water," said {p}. {p.He} dug here and {p.he} dug there, but {p.he} found nothing but more sand.
        {p} began to dig at once. {p.He} made a great many holes, deep ones and wide ones, and every one of them was dry.
        "Stand back!" said {p}, and {p.he} dug one hole after another until {p.his} legs shook. There was no water anywhere.
        "I will find water," said {p}. {p.He} dug many holes in the sand, but every hole was dry.
        All day long {p} dug in the sand. {p.He} dug deep and {p.he} dug wide, but there was no water.
    """)
    t.beat("""
        Then {f.an} {f.kind} named {f} tugged at {p.his} foot. "I know a good place to dig, {spot}," said {f}. "{clue}."
        "You are digging in the wrong place," said a voice. It was {f.an} {f.kind} named {f}. "Try {spot}. {clue}."
        {f.an} {f.kind} named {f} had been watching. "May I say something?" asked {f}. "There is water {spot}. {clue}."
        Just then {f.an} {f.kind} named {f} came up to {p}. "Please dig {spot}," said {f}. "{clue}."
        "May I help?" asked {f.an} {f.kind} named {f}. "I think that there is water {spot}. {clue}."
    """)
    t.paragraph()
    t.beat("""
        "What can you know?" said {p}. "You could not dig a hole for a bean." "That is true," said {f}. "I know where, and you know how. We need both."
        {p} almost laughed. "If you know so much, why do you not dig there yourself?" "Because I am too small," said {f}. "I have tried. Will you help me?"
        "How could someone like you find what I cannot?" said {p}. "I am close to the ground," said {f}. "I see small things. Please, just try."
        "You are too small to know that," said {p}. "I am too small to dig," said {f}, "but I know this place well. Please try."
        {p} shook {p.his} head. "Why should I listen to you?" {p.he} asked. "Because I know where to dig, and you are strong enough to do it," said {f}.
    """)
    t.beat("""
        {p} was too thirsty to argue. {p.He} went with {f} and began to dig {spot}. Down and down {p.he} went, until the sand felt damp, and then wet.
        So they went together, and {p} dug {spot}. For a long time there was only sand. Then there was mud. And then, drop by drop, there was water!
        {p} sighed and followed {f}. {p.He} dug {spot} until the sun went down. Just when {p.he} wanted to give up, cold water ran over {p.his} feet.
        In the end {p} went along with {f} and dug {spot}. At first the sand was dry. Then it was wet, and then there was water.
        {p} was so thirsty that {p.he} tried once more. {p.He} dug {spot}, deeper and deeper, until water ran into the hole.
    """)
    t.feel(t.p, "happy")
    t.paragraph()
    t.beat("""
        "It is my water, for I dug the hole," {p} thought. But then {p.he} looked at {f}, and {p.he} stepped aside. "You drink first," {p.he} said. "You found it."
        {p} was about to push to the front, as {p.he} always did. Then {p.he} stopped. "After you, {f}," {p.he} said. "I only dug where you told me."
        {p} put down {p.his} head to drink, but then {p.he} lifted it again. "No," {p.he} said. "The one who knew should drink before the one who did not."
        {p} wanted to drink at once. But then {p.he} saw {f} waiting. "You drink first, {f}," said {p}. "You showed me the place."
        The water was cool and clear, but {p} did not drink. "You go first, {f}," {p.he} said. "Without you I would still be digging."
    """)
    t.beat("""
        {f} drank, and {p} drank, and then they called all the others. There was enough for everyone.
        "Let us call the others," said {f}. They came from near and far, the big and the small, and {p} saw to it that nobody pushed.
        That night every animal in the desert had enough to drink, and the smallest ones drank first.
        {f} took the first drink and {p} took the second. Then they called all the other animals, and there was water for everyone.
        Soon all the animals came to drink. Nobody pushed, and there was enough water for the big ones and the small ones.
    """)
    if t.chance(0.6):
        ending(t, t.p, t.one(
            f"From then on, {t.p} always listened to small voices.",
            "Some are strong and some are wise, and everyone needs both.",
            f"{t.p} never again thought that the small ones knew nothing.",
        ))


def noise_in_the_barn(t):
    t.p = t.animal("chick", "lamb", "goat", "duck", "mouse", "kitten")
    t.f = t.animal("pig", "sheep", "donkey", "goose", "pony")
    _trait(t.p, t.one("little", "small", "young", "curious"))
    t.sound = t.one("Thump, scrape, thump", "Bump, bump, whoosh", "Scritch, scratch, moan", "Rattle, rattle, thump", "Tap, tap, ooh")
    t.baby, t.trap = t.one(
        ("a baby owl", "an empty milk can"), ("a lost puppy", "a heap of old sacks"), ("a young crow", "a watering can"),
        ("a baby hedgehog", "a rusty bucket"), ("a baby rabbit", "a rolled-up net"), ("a young pigeon", "a broken basket"),
    )
    t.guess = t.one("a wolf with iron teeth", "a ghost in chains", "a bear with three heads", "a dragon", "a giant with a cold")
    t.beat("""
        There was a noise in the barn. {sound}, it went, as soon as the moon came up.
        Once upon a time, on a farm at the end of a lane, there was a strange noise in the old barn. {sound}!
        One dark night the animals on the farm woke up. Something was in the old barn. {sound}, it went.
        Nobody on the farm slept that night, for there was something in the barn. {sound}! It came again and again.
        Late one night, on a small farm, a strange noise came from the old barn. {sound}, it went.
    """)
    t.feel(t.f, "afraid")
    t.beat("""
        "It is {guess}," said {f} the {f.kind}. "I am sure of it."
        {f} the {f.kind} shook from head to foot. "That must be {guess}," said {f}.
        "Do not go in!" said {f} the {f.kind}. "It sounds just like {guess}."
        "I know what that is," said {f} the {f.kind}. "It is {guess}."
        "Stay away from the barn!" cried {f} the {f.kind}. "That can only be {guess}."
    """)
    t.paragraph()
    t.beat("""
        Everyone told everyone, and with every telling the thing in the barn got bigger. By midnight it had horns and ate farms for supper.
        Soon all the animals on the farm believed it. They moved to the far end of the yard and held one another tight.
        The animals stood in a tight bunch at the far end of the yard. The bigger they were, the farther back they stood.
        The story went from one animal to the next, and soon all of them stood at the far end of the yard.
        All the animals were afraid. They stood close together at the far end of the yard and did not dare to move.
    """)
    t.beat("""
        Only {p.an} {p.kind} named {p} tilted {p.his} head. "It sounds sad to me," {p.he} said. "Has anybody asked it what it wants?"
        But {p.an} {p.kind} named {p} listened closely. "Something that wants to eat us would be quiet," {p.he} said. "This one wants to be heard."
        One of them was {p.an} {p.kind} named {p}. "I am scared too," said {p}, "but I would like to know what I am scared of."
        Then {p.an} {p.kind} named {p} spoke up. "Maybe it is not bad at all," said {p}. "I want to go and look."
        "Nobody has seen it yet," said {p.an} {p.kind} named {p}. "I am afraid too, but I will go and see."
    """)
    t.paragraph()
    t.feel(t.p, "afraid")
    t.beat("""
        {p.His} knees were shaking, but {p} went up to the barn, step by step, and pushed the door open a crack.
        "Come back!" cried {f}. {p} would have liked to. But {p.he} took a deep breath and slipped into the dark.
        {p} crossed the yard alone. {p.His} heart beat like a drum. {p.He} squeezed in through a gap in the wall.
        Step by step {p} walked to the barn. {p.He} was trembling, but {p.he} pushed the door open and went in.
        {p} was very much afraid, but {p.he} walked to the barn, opened the door a little and slipped inside.
    """)
    t.beat("""
        {sound}! It came from {trap} in the corner. {p} crept nearer and looked. There, stuck fast, sat {baby}.
        In the moonlight {p.he} saw {trap}, and it was moving! Then two round eyes looked out at {p.him}. It was only {baby} that could not get out.
        "Who is there?" whispered {p}. "Please help me," said a tiny voice. Inside {trap} sat {baby}, all alone and stuck.
        In the corner lay {trap}, and it shook. {p} looked closer. There, caught inside, was {baby}.
        {p} followed the noise to {trap}. It was not a monster at all. It was only {baby}, stuck inside and very scared.
    """)
    t.feel(t.p, "happy")
    t.paragraph()
    t.beat("""
        "Come and help!" called {p}. "It is only {baby}!" One by one they came in, and {f} was very red in the face. Together they pulled, and out it came.
        {p} ran to the door. "{f}, I need somebody strong," {p.he} called, "and you do not have to be afraid." {f} came, and with one good pull the little one was free.
        {p} could not do it alone, so {p.he} went to get {f}. {f} shut both eyes and pulled. When {f.he} opened them again, there the little one sat, safe and sound. "Is that all?" said {f}.
        "{f}, please help me!" called {p}. {f} was still afraid but came into the barn. They pulled together, and the little one was free.
        {p} went back to {f}. "It is only {baby}, and it is stuck," said {p}. So {f} came along and pulled, and soon the little one was out.
    """)
    t.feel(t.f, "happy")
    t.beat("""
        {f} bent down to it. "I was more afraid of you than you were of me," {f.he} said, and {f.he} kept the little one warm until morning.
        They gave it water and a soft bed of hay, and in the morning its mother came to fetch it.
        {f} looked at it from all sides. "How loud you are for someone so small!" {f.he} said, and then everybody laughed, even the little one.
        {f} lay down beside the little one and kept it warm. "You only wanted help," said {f}.
        Now all the animals stood around the little one. "So you were the noise!" said {f}, and they all laughed.
    """)
    t.paragraph()
    if t.chance(0.5):
        ending(t, t.p, t.one(
            "A thing in the dark is often smaller than it sounds.",
            f"After that, whenever something went bump in the night, {t.p} said, \"Let us go and see.\"",
            "To be brave is to be scared and go and look.",
        ))
    else:
        t.beat("""
            The next night all was quiet. "I almost miss the noise," said {f}.
            As for {guess}, nobody ever spoke of it again.
            After that, when they did not know what a thing was, they sent somebody to ask it, and {f} always went along.
            From that night on, the animals slept well, and {f} was not afraid of noises any more.
            "Next time I will look first," said {f}, "before I say that it is {guess}."
        """)


def apples_and_prickles(t):
    t.p = t.animal("hedgehog", "porcupine")
    t.f, t.g = t.animal("rabbit", "mouse", "squirrel", "mole"), t.animal("deer", "fox", "otter", "cat")
    _trait(t.p, t.one("gentle", "shy", "kind", "young"))
    t.fruit, t.dance = t.one(*FRUITS), t.one("dance", "summer dance", "party", "midsummer party")
    t.why = t.one("a cold wind is coming", "the first frost is coming", "a great storm is coming", "the geese are coming to eat them all")
    opening(t, t.p, t.one(*WOODS))
    t.beat("""
        {p} was covered with sharp prickles, and nobody liked to sit close to {p.him}.
        {p.His} back was full of prickles. They were as sharp as pins, and that was {p.his} trouble.
        {p.He} had a soft heart, but a very prickly back.
        Sharp prickles covered {p.his} back, so the others did not like to come near {p.him}.
        All over {p.his} back there were sharp prickles, and {p} often wished that they were soft.
    """)
    t.paragraph()
    t.feel(t.p, "sad")
    t.beat("""
        One evening, at a {dance}, {f} the {f.kind} jumped away from {p.him}. "Ouch! You are all prickles," said {f}. So {p} sat by the wall and watched.
        "Please do not stand so near," said {f} the {f.kind} at a {dance}. So {p} stayed outside and listened to the music.
        When they all stood in a ring at a {dance}, {f} the {f.kind} cried, "Ouch!" {p} was so ashamed that {p.he} went home before supper.
        At a {dance}, {p} asked {f} the {f.kind} to dance. "No, your prickles hurt," said {f}. So {p} went home alone.
        There was a {dance} one night, and {p} sat down beside {f} the {f.kind}. "Ouch! Take your prickles away," said {f}. So {p} sat all alone.
    """)
    if t.chance(0.5):
        t.beat("""
            "I wish I had soft fur like the others," said {p}, and {p.he} pulled some leaves over {p.his} back. It did not help.
            {p} tried to cover the prickles with moss. But the moss fell off, and the prickles were still there.
            {p} rolled in the soft grass to make the prickles smooth. "It is no use," {p.he} said. "I am just made this way."
            {p} pressed the prickles down with a leaf, but they stood up again at once.
            "Why am I so prickly?" asked {p}. {p.He} put some soft grass on {p.his} back, but it fell off.
        """)
    t.paragraph()
    t.beat("""
        Then, one autumn evening, there was bad news. {g} the {g.kind} came running. "All the {fruit} have fallen," said {g}, "and {why}! We must bring them in tonight."
        In autumn the {fruit} lay thick on the ground. "Hurry!" called {g} the {g.kind}. "We must carry them home tonight, for {why}."
        One day in autumn the wind shook all the {fruit} down. {g} the {g.kind} looked at the sky. "We must bring them in tonight," said {g}, "because {why}."
        When autumn came, the {fruit} fell from the trees. "We must bring them in tonight," said {g} the {g.kind}, "because {why}."
        One autumn evening {g} the {g.kind} called all the animals. "The {fruit} are on the ground," said {g}, "and {why}! We must bring them in tonight."
    """)
    t.beat("""
        But they had no baskets. {f} carried one in each paw and dropped one. {g} took one in {g.his} mouth. "This will take a week!" said {g}.
        Everybody helped, but the {fruit} were round and slippery. They rolled out of every arm. "We will never finish in time," said {f}.
        {f} could carry two at a time, and {g} could carry three. There were hundreds. "It is too slow," said {f}, close to tears.
        All the animals began to carry the {fruit} home, one by one. "There are far too many," said {f}. "We will never be done in time."
        {f} carried one and {g} carried two, but hundreds of {fruit} were still on the ground. "We are too slow," said {f}.
    """)
    t.paragraph()
    t.beat("""
        {p} watched from behind a bush. Then {p.he} had an idea. {p.He} curled up into a ball and rolled right through the {fruit}. When {p.he} stood up, there were ten of them on {p.his} back!
        {p} stepped out shyly. "May I try?" {p.he} asked. {p.He} rolled over once, and twelve {fruit} stuck to {p.his} prickles. Not one of them fell off.
        Suddenly {p} knew what to do. {p.He} threw {p.himself} on {p.his} back and rolled. Up {p.he} got, with {fruit} stuck all over {p.him} like buttons.
        Then {p} had an idea. {p.He} lay down and rolled over the {fruit}, and many of them stuck to {p.his} prickles.
        "Let me help," said {p}. {p.He} rolled over the {fruit} like a ball. When {p.he} got up, {p.his} back was covered with them.
    """)
    t.feel(t.p, "happy")
    t.beat("""
        "{p}, you are wonderful!" cried {g}. {p} ran home and back, home and back, and before midnight all the {fruit} were safe.
        "Look at {p}!" shouted {f}. Back and forth went {p}, all night long, and when the sun rose there was nothing left on the ground.
        {p.He} rolled and ran, rolled and ran. {g} took the {fruit} off at one end, and {p} came back for more. By morning the job was done.
        All night {p} rolled and carried, and {g} pulled the {fruit} from the prickles. In the morning all the {fruit} were safe.
        "That is wonderful!" cried {f}. {p} carried home one load after another, until all the {fruit} were safe.
    """)
    t.paragraph()
    t.beat("""
        "I am sorry about the {dance}," said {f}. "I only saw your prickles. I did not see you." Then {f} and {p} had a dance, and {f} took care to hold {p} by the paws.
        {f} came up to {p}. "I was unkind to you," {f.he} said. "Will you sit by me?" They sat down with a little space between them, just enough for the prickles.
        That night there was a feast, and {f} kept the best place for {p}. "I am sorry that I was unkind," said {f}. "I am sorry that I am so prickly," said {p}, and they both laughed.
        "Please forgive me," said {f} to {p}. "I was unkind at the {dance}." {p} was glad to forgive, and they sat down side by side.
        Then {f} said to {p}, "I was unkind to you, and you helped us all. I am sorry." {p} smiled, and from then on they were friends.
    """)
    if t.chance(0.5):
        ending(t, t.p, t.one(
            f"After that, nobody minded the prickles, and {t.p} minded them least of all.",
            "What makes you different may be the very thing that is needed.",
            f"After that, {t.p} was proud of every single prickle.",
        ))


def left_behind(t):
    t.p = t.animal("goose", "swallow", "duck", "lark")
    t.many = {"goose": "geese", "swallow": "swallows", "duck": "ducks", "lark": "larks"}[t.p.kind]
    t.f = t.animal("otter", "badger", "goat", "beaver", "sheep", "donkey")
    _trait(t.p, t.one("gentle", "lively", "restless", "cheerful"))
    _trait(t.f, t.one("kind", "gentle", "old", "quiet", "patient"))
    t.hurt = t.one("had hurt a wing in a storm", "had a broken wing", "had flown into a branch and hurt a wing", "had a wing that was slow to heal")
    t.bed = t.one("dry leaves", "soft moss", "clean straw", "dry grass", "sheep's wool")
    t.tale = t.one("the warm south", "the sea", "the tops of the clouds", "cities full of lights", "the blue mountains")
    t.beat("""
        When autumn came, all the {many} got ready to fly south. Only {p} could not go, for {p.he} {hurt}.
        Once upon a time, there was {p.an} {p.kind} named {p} who {hurt} just when it was time to fly south.
        The wind was getting cold, and the {many} gathered to fly to the warm lands. But {p.an} {p.kind} named {p} {hurt}.
        One autumn {p.an} {p.kind} called {p} {hurt}. All around {p.him}, the others were getting ready for the long trip south.
        It was autumn, and the {many} were ready to fly south. But {p.an} {p.kind} named {p} could not fly, for {p.he} {hurt}.
    """)
    t.feel(t.p, "sad")
    t.beat("""
        "We cannot wait, or the snow will catch us," said {p.his} mother with wet eyes. "But we will come back for you in spring. I promise."
        {p.His} mother bent down to {p}. "Stay where it is warm," she said. "When the ice melts, we will be back. I promise."
        "Be brave, little one," said {p.his} mother. "When the first flowers bloom, look up. We will be there. I promise."
        "We must go now, before the snow comes," said {p.his} mother. "But in spring we will come back to you. I promise."
        {p.His} mother put a wing around {p}. "Wait for us," she said. "We will be back when the winter is over. I promise."
    """)
    if t.chance(0.6):
        t.beat("""
            Then the others flew away, smaller and smaller, until the sky was empty.
            Off the others went in a long line. {p} watched until there was nothing left to see.
            Then the others flew away, and {p} called after them until {p.he} could not hear them any more.
            After that, the others flew away, and {p} was left alone.
            The others flew away. Soon they were only small dots in the sky, and then they were gone.
        """)
    t.paragraph()
    t.beat("""
        The first snow fell that night. {p} sat under a bush and shivered. Then a voice said, "That is no place to spend the winter." It was {f.an} {f.kind} named {f}.
        {p} crept under a root to get out of the wind. There {p.he} met {f.an} {f.kind} named {f}. "You are shaking," said {f}. "Come home with me."
        {f.an} {f.kind} named {f} found {p.him} there in the cold. "My home is small," said {f}, "but there is room for two if we do not mind a few bumped feet."
        Soon the wind was icy, and {p} shook with cold. Then {f.an} {f.kind} named {f} came by. "Come home with me," said {f}. "It is warm there."
        It grew colder every day. One night {f.an} {f.kind} named {f} found {p} under a bush. "You can stay with me this winter," said {f}.
    """)
    t.beat("""
        {f} made a bed of {bed} and shared {f.his} winter food, though there was not very much of it.
        There was a bed of {bed} in {f.his} home, and a bit of supper. {f} cut everything into two halves, and {p} got the bigger one.
        So {p} moved in with {f}, who gave {p.him} a bed of {bed} and half of every meal.
        In {f}'s home there was a bed of {bed} for {p}, and they shared every meal.
        That night {p} slept on a bed of {bed} in {f}'s home, and from then on {f} gave {p} half of all the food.
    """)
    t.paragraph()
    t.feel(t.p, "happy")
    t.beat("""
        {p} had nothing to give but stories. So every evening {p.he} told about {tale}, and {f}, who had never been farther than the next field, listened with big eyes.
        "How can I thank you?" asked {p}. "Tell me what you have seen," said {f}, who had never left the valley. So {p} told {f.him} about {tale}, night after night.
        The nights were long. {p} told {f} about {tale}. "I will never see that," said {f}, "but now it is as if I had been there."
        Every evening {p} told {f} about {tale}. {f} had never heard such stories and always wanted to hear more.
        In the long evenings {f} asked for a story, and {p} told about {tale}. Then {f} had beautiful dreams all night.
    """)
    t.beat("""
        And every day they stretched the bad wing a little, first up and down, then round and round, until it was strong again.
        "Now your wing," {f} said each morning. Up and down, up and down, it went, and each week it went a bit higher.
        Bit by bit the wing got well. By the end of winter {p} could fly from one end of the field to the other.
        Each day {p} moved the bad wing a little more, and when the winter was nearly over, {p.he} could fly again.
        {f} helped {p} to move the bad wing every morning. Week after week it grew stronger, until {p} could fly again.
    """)
    t.paragraph()
    t.beat("""
        One day the ice cracked and a yellow flower opened. {p} looked up. There was a line in the sky, and it was coming closer. "They are back!" {p.he} cried.
        Then the snow melted. Early one morning there were cries high in the air. {p} flew up to meet them, and {p.his} mother was the first of them all. "I promised," she said.
        At last it was spring. {p} heard wings, a great many wings, and there was {p.his} mother. They laughed and cried and talked all at once.
        Spring came, and the snow was gone. {p} looked up and saw birds in the sky. "Mother!" {p.he} cried. They had all come back.
        When the first flowers opened, {p} heard a call from the sky. All the others were back. "I kept my promise," said {p.his} mother.
    """)
    t.beat("""
        "This is {f}," said {p}, "who gave me half of everything." That summer the whole flock lived beside {f}, and {f} was never short of company or of stories.
        {p} did not forget {f}. Every autumn {p.he} flew south with the others, and every spring {p.he} came back to {f} with new stories to tell.
        When autumn came again, {p} flew with the rest. But first {p.he} said to {f}, "I will be back in spring with a story for you. I promise." And {p.he} was.
        {p} brought {f} a present the next year, a small shell from the far end of the world. "Now you have a bit of it at home," said {p}.
        "Thank you for everything, {f}," said {p}. And every spring, when {p} came back from the south, there was a new story for {f}.
    """)

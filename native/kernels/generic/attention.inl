// Causal self-attention of a few rows of one head. Included inside an instruction set's namespace.

NT_INLINE Vec load_element(const float* p) { return load(p); }
NT_INLINE Vec load_element(const uint16_t* p) { return load_f16(p); }

template <class Element>
NT_INLINE const Element* head_of_block(const AttendArgs& args, int block) {
  return reinterpret_cast<const Element*>(args.blocks[block] + args.block_offset);
}

// The keys of a position group.
template <class Element>
NT_INLINE const Element* keys_of(const AttendArgs& args, int group) {
  constexpr int kGroups = kBlockPositions / kPositionGroup;
  return head_of_block<Element>(args, group / kGroups) +
         size_t(group % kGroups) * args.head_size * kPositionGroup;
}

// Whether a single row asks for the values that it reads next. Halves take more instructions a byte than
// floats, so that fewer lines are on their way at a time; floats lose by it.
template <class Element, int ROWS>
constexpr bool kAsksAhead = kAttendAhead && ROWS == 1 && sizeof(Element) == 2;
template <class Element>
constexpr int kLine = 64 / sizeof(Element);

// scores[r, t] = q[r] . k[t] for the position groups first_group + g * apart.
template <class Element, int ROWS, int GROUPS>
NT_INLINE void attend_scores(const AttendArgs& args, int first_group, int apart, size_t score_stride) {
  const Element* keys[GROUPS];
  for (int g = 0; g < GROUPS; ++g) keys[g] = keys_of<Element>(args, first_group + g * apart);
  Vec dot[ROWS][GROUPS];
  for (int r = 0; r < ROWS; ++r)
    for (int g = 0; g < GROUPS; ++g) dot[r][g] = zero();
  for (int d = 0; d < args.head_size; ++d) {
    Vec key[GROUPS];
    for (int g = 0; g < GROUPS; ++g) key[g] = load_element(keys[g] + size_t(d) * kPositionGroup);
    for (int r = 0; r < ROWS; ++r) {
      const Vec query = set1(args.query[r * args.query_stride + d]);
      for (int g = 0; g < GROUPS; ++g) dot[r][g] = fma(query, key[g], dot[r][g]);
    }
  }
  for (int r = 0; r < ROWS; ++r)
    for (int g = 0; g < GROUPS; ++g)
      store(args.scores + r * score_stride + size_t(first_group + g * apart) * kPositionGroup, dot[r][g]);
}

// out[r, v..] = sum over t of weights[r, t] * values[t, v..], divided by total[r].
template <class Element, int ROWS, int VECS>
NT_INLINE void attend_values(const AttendArgs& args, int first_vec, size_t score_stride, int positions,
                             const float* total) {
  const size_t stride = size_t(round_up(args.head_size, 16));
  Vec sum[ROWS][VECS];
  for (int r = 0; r < ROWS; ++r)
    for (int v = 0; v < VECS; ++v) sum[r][v] = zero();
  for (int begin = 0, block = 0; begin < positions; begin += kBlockPositions, ++block) {
    const int count = positions - begin < kBlockPositions ? positions - begin : kBlockPositions;
    const Element* value =
        head_of_block<Element>(args, block) + head_keys(args.head_size) + first_vec * kLanes;
    const float* weights = args.scores + begin;
    const bool last = begin + kBlockPositions >= positions;
    const Element* next = head_of_block<Element>(args, last ? block : block + 1) + head_keys(args.head_size);
    for (int t = 0; t < count; ++t, value += stride) {
      for (size_t at = 0; kAsksAhead<Element, ROWS> && at < stride; at += kLine<Element>) {
        prefetch(next + t * stride + at);
      }
      Vec values[VECS];
      for (int v = 0; v < VECS; ++v) values[v] = load_element(value + v * kLanes);
      for (int r = 0; r < ROWS; ++r) {
        const Vec weight = set1(weights[r * score_stride + t]);
        for (int v = 0; v < VECS; ++v) sum[r][v] = fma(weight, values[v], sum[r][v]);
      }
    }
  }
  for (int r = 0; r < ROWS; ++r) {
    for (int v = 0; v < VECS; ++v) {
      const int at = (first_vec + v) * kLanes;
      const int left = args.head_size - at;
      float* out = args.output + r * args.output_stride + at;
      const Vec mean = div(sum[r][v], set1(total[r]));
      if (left >= kLanes)
        store(out, mean);
      else
        store_partial(out, left, mean);
    }
  }
}

template <class Element, int ROWS>
void attend_rows(const AttendArgs& args) {
  const int positions = args.first_position + ROWS;  // of the last row
  const int groups = (positions + kPositionGroup - 1) / kPositionGroup;
  const size_t score_stride = size_t(groups) * kPositionGroup;
  int group = 0;
  // Several groups at once hide the latency of one chain. A single row, which waits for memory, takes them
  // from as many blocks, whose keys it reads to the end: twice as long runs, which prefetchers follow better.
  constexpr int kWide = ROWS == 1 ? 4 : kAttendWide;
  constexpr int kGroups = kBlockPositions / kPositionGroup;
  for (; ROWS == 1 && group + kWide * kGroups <= groups; group += kWide * kGroups) {
    for (int g = 0; g < kGroups; ++g)
      attend_scores<Element, ROWS, kWide>(args, group + g, kGroups, score_stride);
  }
  for (; group + kWide <= groups; group += kWide)
    attend_scores<Element, ROWS, kWide>(args, group, 1, score_stride);
  for (; group < groups; ++group) attend_scores<Element, ROWS, 1>(args, group, 1, score_stride);

  float total[ROWS];
  for (int r = 0; r < ROWS; ++r) {
    float* scores = args.scores + r * score_stride;
    const int seen = args.first_position + r + 1;
    total[r] = exp_sum(scores, seen, max_of(scores, seen), args.scale, scores);
    for (int t = seen; t < positions; ++t) scores[t] = 0.0f;  // the future
  }

  const int vecs = (args.head_size + kLanes - 1) / kLanes;
  int vec = 0;
  for (; vec + kWide <= vecs; vec += kWide)
    attend_values<Element, ROWS, kWide>(args, vec, score_stride, positions, total);
  for (; vec < vecs; ++vec) attend_values<Element, ROWS, 1>(args, vec, score_stride, positions, total);
}

// How many rows there are, at most ROWS, is known only here.
template <class Element, int ROWS = kAttendRows>
void attend(const AttendArgs& args) {
  if constexpr (ROWS > 1) {
    if (args.rows < ROWS) return attend<Element, ROWS - 1>(args);
  }
  attend_rows<Element, ROWS>(args);
}

void narrow(const float* x, int n, uint16_t* out) {
  const Vec largest = set1(kLargestF16), least = set1(-kLargestF16);
  const int whole = n / kLanes * kLanes;
  for (int i = 0; i < whole; i += kLanes) store_f16(out + i, max(least, min(largest, load(x + i))));
  if (whole < n) {
    uint16_t rest[kLanes];
    store_f16(rest, max(least, min(largest, load_partial(x + whole, n - whole))));
    for (int i = whole; i < n; ++i) out[i] = rest[i - whole];
  }
}

// Causal self-attention of a few rows of one head. Included inside an instruction set's namespace.

// scores[r, t] = q[r] . k[t] for the position blocks [first_block, first_block + BLOCKS).
template <int ROWS, int BLOCKS>
NT_INLINE void attend_scores(const AttendArgs& args, int first_block, size_t score_stride) {
  const size_t block_size = size_t(args.head_size) * kPositionBlock;
  const float* keys = args.keys + first_block * block_size;
  Vec dot[ROWS][BLOCKS];
  for (int r = 0; r < ROWS; ++r)
    for (int b = 0; b < BLOCKS; ++b) dot[r][b] = zero();
  for (int d = 0; d < args.head_size; ++d) {
    Vec key[BLOCKS];
    for (int b = 0; b < BLOCKS; ++b) key[b] = load(keys + b * block_size + size_t(d) * kPositionBlock);
    for (int r = 0; r < ROWS; ++r) {
      const Vec query = set1(args.query[r * args.query_stride + d]);
      for (int b = 0; b < BLOCKS; ++b) dot[r][b] = fma(query, key[b], dot[r][b]);
    }
  }
  for (int r = 0; r < ROWS; ++r)
    for (int b = 0; b < BLOCKS; ++b)
      store(args.scores + r * score_stride + size_t(first_block + b) * kPositionBlock, dot[r][b]);
}

// out[r, v..] = sum over t of weights[r, t] * values[t, v..], divided by total[r].
template <int ROWS, int VECS>
NT_INLINE void attend_values(const AttendArgs& args, int first_vec, size_t score_stride, int positions,
                             const float* total) {
  Vec sum[ROWS][VECS];
  for (int r = 0; r < ROWS; ++r)
    for (int v = 0; v < VECS; ++v) sum[r][v] = zero();
  for (int t = 0; t < positions; ++t) {
    const float* value = args.values + size_t(t) * args.value_stride + first_vec * kLanes;
    Vec values[VECS];
    for (int v = 0; v < VECS; ++v) values[v] = load(value + v * kLanes);
    for (int r = 0; r < ROWS; ++r) {
      const Vec weight = set1(args.scores[r * score_stride + t]);
      for (int v = 0; v < VECS; ++v) sum[r][v] = fma(weight, values[v], sum[r][v]);
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

template <int ROWS>
void attend_rows(const AttendArgs& args) {
  const int positions = args.first_position + ROWS;  // of the last row
  const int blocks = (positions + kPositionBlock - 1) / kPositionBlock;
  const size_t score_stride = size_t(blocks) * kPositionBlock;
  int block = 0;
  // Several blocks at once hide the latency of one chain.
  constexpr int kWide = ROWS == 1 ? 4 : kAttendWide;
  for (; block + kWide <= blocks; block += kWide) attend_scores<ROWS, kWide>(args, block, score_stride);
  for (; block < blocks; ++block) attend_scores<ROWS, 1>(args, block, score_stride);

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
    attend_values<ROWS, kWide>(args, vec, score_stride, positions, total);
  for (; vec < vecs; ++vec) attend_values<ROWS, 1>(args, vec, score_stride, positions, total);
}

void attend(const AttendArgs& args) {
  switch (args.rows) {
    case 1:
      return attend_rows<1>(args);
    case 2:
      return attend_rows<2>(args);
    case 3:
      return attend_rows<3>(args);
    default:
      return attend_rows<kAttendRows>(args);
  }
}

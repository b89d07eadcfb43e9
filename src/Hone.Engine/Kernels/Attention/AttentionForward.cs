using System.Numerics;
using Hone.Memory;

namespace Hone.Kernels;

/// <summary>
/// Attention without the matrix of all weights: a part takes a block of queries and walks over the blocks of keys with a running maximum and sum.
/// </summary>
/// <remarks>
/// When a block of keys brings a larger maximum, what was summed before is scaled by e^(old maximum - new maximum). Source: Milakov and Gimelshein 2018;
/// Dao et al. 2022 (FlashAttention). Parts and blocks depend on the sizes alone.
/// </remarks>
internal static unsafe class AttentionForward<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int QueryBlock = AttentionProblem<T>.QueryBlock;
    private const int KeyBlock = AttentionProblem<T>.KeyBlock;

    public static void Run(ref AttentionProblem<T> problem)
    {
        fixed (AttentionProblem<T>* state = &problem)
        {
            WorkerPool.Run(problem.BatchSize * problem.Heads * problem.QueryBlocks, &Part, state);
        }
    }

    private static void Part(void* state, int part)
    {
        ref AttentionProblem<T> p = ref *(AttentionProblem<T>*)state;
        int matrix = part / p.QueryBlocks;
        nint batch = matrix / p.Heads;
        nint head = matrix % p.Heads;
        int query = part % p.QueryBlocks * QueryBlock;
        int queries = Math.Min(QueryBlock, p.Queries - query);
        T* scores = (T*)Scratch.Bytes(ScratchSlot.AttentionScores, QueryBlock * KeyBlock * sizeof(T));
        T* maxima = (T*)Scratch.Bytes(ScratchSlot.AttentionRows, 2 * QueryBlock * sizeof(T));
        T* sums = maxima + QueryBlock;
        new Span<T>(maxima, queries).Fill(T.NegativeInfinity);
        new Span<T>(sums, queries).Clear();

        int end = p.IsCausal ? Math.Min(p.Keys, query + queries) : p.Keys;
        for (int key = 0; key < end; key += KeyBlock)
        {
            int keys = Math.Min(KeyBlock, end - key);
            T factor = AttentionScores<T>.Compute(p, batch, head, query, queries, key, keys, scores);
            for (int i = 0; i < queries; i++)
            {
                T* y = p.Y.At(batch, head, query + i);
                AddBlock(scores + ((nint)i * keys), keys, factor, ref maxima[i], ref sums[i], key == 0 ? null : y, p.ValueFeatures);
            }

            AttentionScores<T>.Drop(p, batch, head, query, queries, key, keys, scores);
            AttentionScores<T>.Multiply(
                queries, p.ValueFeatures, keys, scores, keys, 1, p.V.At(batch, head, key), p.V.Row, 1, p.Y.At(batch, head, query), p.Y.Row, accumulate: key > 0);
        }

        T* logSums = p.LogSums + ((nint)matrix * p.Queries) + query;
        for (int i = 0; i < queries; i++)
        {
            // A query that sees no key has weights of zero, hence an output of zero.
            T* y = p.Y.At(batch, head, query + i);
            T divisor = sums[i] == T.Zero ? T.Zero : T.One / sums[i];
            if (end == 0)
            {
                new Span<T>(y, p.ValueFeatures).Clear();
            }

            BinaryLoop<T, MultiplyOperator>.Run(p.ValueFeatures, y, 1, y, 1, &divisor, 0);
            logSums[i] = maxima[i] + T.Log(sums[i]);
        }
    }

    /// <summary>Turns a row of scores into weights relative to the running maximum, and brings what was summed before to that maximum.</summary>
    private static void AddBlock(T* row, int keys, T factor, ref T max, ref T sum, T* y, int features)
    {
        T next = T.Max(max, AttentionRow<T>.ScaleMax(keys, row, factor));
        if (T.IsNegativeInfinity(next))
        {
            new Span<T>(row, keys).Clear();
            return;
        }

        if (max != next && y != null)
        {
            T correction = T.Exp(max - next);
            sum *= correction;
            BinaryLoop<T, MultiplyOperator>.Run(features, y, 1, y, 1, &correction, 0);
        }

        max = next;
        sum += AttentionRow<T>.ExpSum(keys, row, T.One, next);
    }
}

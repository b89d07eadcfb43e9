using System.Numerics;
using Hone.Memory;

namespace Hone.Kernels;

/// <summary>
/// The gradients of attention. Nothing but the log-sum-exp of each row was kept: the weights of a block are computed again where they are needed.
/// </summary>
/// <remarks>
/// With weights W = e^(scores - logsum) and dropped weights D: dV = D^T dY, dD = dY V^T, dS = scale W (dropped dD - sum of dY Y), dQ = dS K, dK = dS^T Q.
/// A part takes one head and a group of blocks of keys, for which it owns dK and dV. Where the heads alone are too few for many threads, there are several
/// groups, and their shares of dQ are added in order.
/// </remarks>
internal static unsafe class AttentionBackward<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int QueryBlock = AttentionProblem<T>.QueryBlock;
    private const int KeyBlock = AttentionProblem<T>.KeyBlock;

    /// <summary>From this many heads of a batch on, each is one part.</summary>
    private const int EnoughParts = 16;

    /// <summary>The number of groups of key blocks, from the sizes alone.</summary>
    public static int Groups(in AttentionProblem<T> p)
    {
        int matrices = p.BatchSize * p.Heads;
        return matrices == 0 ? 1 : Math.Clamp((EnoughParts + matrices - 1) / matrices, 1, Math.Max(1, p.KeyBlocks));
    }

    public static void Run(ref AttentionProblem<T> problem)
    {
        int matrices = problem.BatchSize * problem.Heads;
        fixed (AttentionProblem<T>* state = &problem)
        {
            WorkerPool.Run(matrices * problem.Groups, &Part, state);
            if (problem.Groups > 1)
            {
                WorkerPool.Run(matrices, &AddPartials, state);
            }
        }
    }

    private static void Part(void* state, int part)
    {
        ref AttentionProblem<T> p = ref *(AttentionProblem<T>*)state;
        int matrix = part / p.Groups;
        int group = part % p.Groups;
        nint batch = matrix / p.Heads;
        nint head = matrix % p.Heads;
        T* weights = (T*)Scratch.Bytes(ScratchSlot.AttentionScores, QueryBlock * KeyBlock * sizeof(T));
        T* gradient = (T*)Scratch.Bytes(ScratchSlot.AttentionGradients, QueryBlock * KeyBlock * sizeof(T));
        T* means = (T*)Scratch.Bytes(ScratchSlot.AttentionRows, (nint)p.Queries * sizeof(T));

        // 1. The mean of each row's weight gradients under its weights, which is the sum of dY Y; this group's dQ begins at zero.
        AttentionOperand<T> dq = QueryGradient(p, matrix, group);
        for (nint i = 0; i < p.Queries; i++)
        {
            means[i] = RowMath<T>.Dot(p.ValueFeatures, p.DY.At(batch, head, i), p.Y.At(batch, head, i));
            new Span<T>(dq.At(batch, head, i), p.Features).Clear();
        }

        int first = (int)((long)p.KeyBlocks * group / p.Groups);
        int last = (int)((long)p.KeyBlocks * (group + 1) / p.Groups);
        for (int block = first; block < last; block++)
        {
            // 2. Under causal order a key is seen by the queries from its own position on.
            int key = block * KeyBlock;
            int keys = Math.Min(KeyBlock, p.Keys - key);
            int start = p.IsCausal ? key / QueryBlock * QueryBlock : 0;
            if (start >= p.Queries)
            {
                ClearRows(p.DK, batch, head, key, keys, p.Features);
                ClearRows(p.DV, batch, head, key, keys, p.ValueFeatures);
                continue;
            }

            for (int query = start; query < p.Queries; query += QueryBlock)
            {
                int queries = Math.Min(QueryBlock, p.Queries - query);
                AddBlock(p, batch, head, matrix, query, queries, key, keys, weights, gradient, means, dq, accumulate: query > start);
            }
        }
    }

    private static void AddBlock(
        in AttentionProblem<T> p, nint batch, nint head, int matrix, int query, int queries, int key, int keys, T* weights, T* gradient, T* means, AttentionOperand<T> dq, bool accumulate)
    {
        // 1. W = e^(scores - logsum); a row without keys has none.
        T factor = AttentionScores<T>.Compute(p, batch, head, query, queries, key, keys, weights);
        T* logSums = p.LogSums + ((nint)matrix * p.Queries) + query;
        for (nint i = 0; i < queries; i++)
        {
            T* row = weights + (i * keys);
            if (T.IsNegativeInfinity(logSums[i]))
            {
                new Span<T>(row, keys).Clear();
            }
            else
            {
                AttentionRow<T>.ExpSum(keys, row, factor, logSums[i]);
            }
        }

        // 2. dV (+)= D^T dY
        T* dy = p.DY.At(batch, head, query);
        T* dropped = weights;
        if (p.Dropped != 0)
        {
            Buffer.MemoryCopy(weights, gradient, (long)queries * keys * sizeof(T), (long)queries * keys * sizeof(T));
            AttentionScores<T>.Drop(p, batch, head, query, queries, key, keys, gradient);
            dropped = gradient;
        }

        AttentionScores<T>.Multiply(keys, p.ValueFeatures, queries, dropped, 1, keys, dy, p.DY.Row, 1, p.DV.At(batch, head, key), p.DV.Row, accumulate);

        // 3. dD = dY V^T, dropped where the weights were.
        AttentionScores<T>.Multiply(queries, keys, p.ValueFeatures, dy, p.DY.Row, 1, p.V.At(batch, head, key), 1, p.V.Row, gradient, keys, accumulate: false);
        AttentionScores<T>.Drop(p, batch, head, query, queries, key, keys, gradient);

        // 4. dS = scale W (dD - mean), in the place of W
        for (nint i = 0; i < queries; i++)
        {
            AttentionRow<T>.Gradient(keys, weights + (i * keys), gradient + (i * keys), means[query + i], p.Scale);
        }

        // 5. dQ += dS K;  dK (+)= dS^T Q
        AttentionScores<T>.Multiply(
            queries, p.Features, keys, weights, keys, 1, p.K.At(batch, head, key), p.K.Row, 1, dq.At(batch, head, query), dq.Row, accumulate: true);
        AttentionScores<T>.Multiply(
            keys, p.Features, queries, weights, 1, keys, p.Q.At(batch, head, query), p.Q.Row, 1, p.DK.At(batch, head, key), p.DK.Row, accumulate);
    }

    private static AttentionOperand<T> QueryGradient(in AttentionProblem<T> p, int matrix, int group)
    {
        if (p.Groups == 1)
        {
            return p.DQ;
        }

        nint size = (nint)p.Queries * p.Features;
        nint share = group * (nint)p.BatchSize * p.Heads * size;
        return new AttentionOperand<T>(p.QueryPartials + share, p.Heads * size, size, p.Features);
    }

    private static void AddPartials(void* state, int matrix)
    {
        ref AttentionProblem<T> p = ref *(AttentionProblem<T>*)state;
        nint batch = matrix / p.Heads;
        nint head = matrix % p.Heads;
        for (nint i = 0; i < p.Queries; i++)
        {
            T* dq = p.DQ.At(batch, head, i);
            new Span<T>(QueryGradient(p, matrix, 0).At(batch, head, i), p.Features).CopyTo(new Span<T>(dq, p.Features));
            for (int group = 1; group < p.Groups; group++)
            {
                BinaryLoop<T, AddOperator>.Run(p.Features, dq, 1, dq, 1, QueryGradient(p, matrix, group).At(batch, head, i), 1);
            }
        }
    }

    private static void ClearRows(AttentionOperand<T> operand, nint batch, nint head, int first, int rows, int features)
    {
        for (nint i = first; i < first + rows; i++)
        {
            new Span<T>(operand.At(batch, head, i), features).Clear();
        }
    }
}

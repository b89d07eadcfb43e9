using System.Numerics;

namespace Hone.Kernels;

/// <summary>One block of scores, which forward and backward compute in the same way: product, mask, causal order, dropout.</summary>
internal static unsafe class AttentionScores<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>
    /// scores[i, j] = q_i k_j, where masked minus infinity. The result is the factor that the scores still lack: an additive mask needs scaled scores, else
    /// the scale is left to the next pass.
    /// </summary>
    public static T Compute(in AttentionProblem<T> p, nint batch, nint head, int query, int queries, int key, int keys, T* scores)
    {
        // 1. q k^T
        Multiply(queries, keys, p.Features, p.Q.At(batch, head, query), p.Q.Row, 1, p.K.At(batch, head, key), 1, p.K.Row, scores, keys, accumulate: false);

        // 2. The mask, row by row.
        T factor = p.Scale;
        if (p.Mask.Added != null)
        {
            for (nint i = 0; i < queries; i++)
            {
                T* row = scores + (i * keys);
                T* added = p.Mask.Added + p.Mask.At(batch, head, query + i, key);
                BinaryLoop<T, MultiplyOperator>.Run(keys, row, 1, row, 1, &factor, 0);
                BinaryLoop<T, AddOperator>.Run(keys, row, 1, row, 1, added, (int)p.Mask.Column);
            }

            factor = T.One;
        }
        else if (p.Mask.Allowed != null)
        {
            for (nint i = 0; i < queries; i++)
            {
                T* row = scores + (i * keys);
                byte* allowed = p.Mask.Allowed + p.Mask.At(batch, head, query + i, key);
                for (nint j = 0; j < keys; j++)
                {
                    row[j] = allowed[j * p.Mask.Column] != 0 ? row[j] : T.NegativeInfinity;
                }
            }
        }

        // 3. No query looks ahead.
        if (p.IsCausal)
        {
            for (int i = 0; i < queries; i++)
            {
                int visible = Math.Clamp(query + i + 1 - key, 0, keys);
                new Span<T>(scores + ((nint)i * keys) + visible, keys - visible).Fill(T.NegativeInfinity);
            }
        }

        return factor;
    }

    /// <summary>Drops weights of one block; each weight's number depends on its place in [batch, heads, queries, keys] alone.</summary>
    public static void Drop(in AttentionProblem<T> p, nint batch, nint head, int query, int queries, int key, int keys, T* weights)
    {
        if (p.Dropped == 0)
        {
            return;
        }

        ulong matrix = ((ulong)batch * (ulong)p.Heads) + (ulong)head;
        for (int i = 0; i < queries; i++)
        {
            // A key for each row of weights, so that no index outgrows its 32 bits.
            ulong rowKey = RandomStream.At(p.DropoutKey, (matrix * (ulong)p.Queries) + (ulong)(query + i));
            T* row = weights + ((nint)i * keys);
            DropoutLoop<T>.Row(keys, row, 1, row, 1, rowKey, (uint)key, 1, new(p.Dropped, p.KeepScale, T.Zero, T.Zero));
        }
    }

    /// <summary>c (+)= a b, with the parameters of <see cref="Gemm"/>.</summary>
    public static void Multiply(int m, int n, int k, T* a, nint aRow, nint aColumn, T* b, nint bRow, nint bColumn, T* c, nint cRow, bool accumulate)
    {
        if (typeof(T) == typeof(float))
        {
            Gemm.Run(m, n, k, (float*)a, aRow, aColumn, (float*)b, bRow, bColumn, (float*)c, cRow, accumulate);
        }
        else
        {
            Gemm.Run(m, n, k, (double*)a, aRow, aColumn, (double*)b, bRow, bColumn, (double*)c, cRow, accumulate);
        }
    }
}

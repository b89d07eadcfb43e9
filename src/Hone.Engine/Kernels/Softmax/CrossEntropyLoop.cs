using System.Numerics;

namespace Hone.Kernels;

/// <summary>Log-softmax and negative log-likelihood in one: forward writes one loss a row and no probabilities; backward computes them again.</summary>
internal static unsafe class CrossEntropyLoop<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Writes losses and normalizers.</summary>
    public static void Forward(ref CrossEntropyProblem<T> problem) => Run(ref problem, &ForwardPart);

    /// <summary>dx = scale (sum of a * softmax(x) - a), row by row.</summary>
    public static void Backward(ref CrossEntropyProblem<T> problem) => Run(ref problem, &BackwardPart);

    private static void Run(ref CrossEntropyProblem<T> problem, delegate*<void*, int, void> body)
    {
        problem.Parts = Math.Min(Math.Max(1, problem.Rows), Partition.Parts((nint)problem.Rows * problem.Classes, Partition.ParallelElements / 4));
        fixed (CrossEntropyProblem<T>* state = &problem)
        {
            WorkerPool.Run(problem.Parts, body, state);
        }
    }

    private static void ForwardPart(void* state, int part)
    {
        ref CrossEntropyProblem<T> p = ref *(CrossEntropyProblem<T>*)state;
        for (int row = p.FirstRow(part); row < p.FirstRow(part + 1); row++)
        {
            T* x = p.Logits + ((nint)row * p.Classes);
            T max = RowMath<T>.Max(p.Classes, x);
            T log = T.Log(RowMath<T>.ExpSum(p.Classes, x, max));
            p.Normalizers[row] = max;
            p.Normalizers[p.Rows + row] = log;

            T loss = p.IsIgnored(row) ? T.Zero : Loss(p, row);
            p.Losses[row] = p.Focus == T.Zero ? loss : loss * T.Pow(-ScalarMath.Expm1(-loss), p.Focus);
        }
    }

    private static void BackwardPart(void* state, int part)
    {
        ref CrossEntropyProblem<T> p = ref *(CrossEntropyProblem<T>*)state;
        for (int row = p.FirstRow(part); row < p.FirstRow(part + 1); row++)
        {
            T* x = p.Logits + ((nint)row * p.Classes);
            T* dx = p.Gradient + ((nint)row * p.Classes);
            if (p.IsIgnored(row))
            {
                new Span<T>(dx, p.Classes).Clear();
                continue;
            }

            // 1. The sum of all coefficients.
            T scale = p.Focus == T.Zero ? p.Scales[row] : p.Scales[row] * FocusSlope(p, Loss(p, row));
            bool shares = p.Probabilities != null || p.Smoothing > T.Zero;
            T total = p.Targets == null ? T.Zero : (T.One - p.Smoothing) * Weight(p, (int)p.Targets[row]);
            T indexed = total;
            for (int c = 0; shares && c < p.Classes; c++)
            {
                total += Share(p, row, c);
            }

            // 2. scale total softmax(x)
            RowMath<T>.ScaledExp(p.Classes, dx, x, p.Normalizers[row] + p.Normalizers[p.Rows + row], scale * total, null, T.Zero);

            // 3. - scale a
            for (int c = 0; shares && c < p.Classes; c++)
            {
                dx[c] -= scale * Share(p, row, c);
            }

            if (p.Targets != null)
            {
                dx[p.Targets[row]] -= scale * indexed;
            }
        }
    }

    /// <summary>The loss of one row, from its normalizers.</summary>
    private static T Loss(in CrossEntropyProblem<T> p, int row)
    {
        // logsumexp(x) - x[c] is taken as (max - x[c]) + log: large logits cancel before they can round.
        T* x = p.Logits + ((nint)row * p.Classes);
        T max = p.Normalizers[row];
        T log = p.Normalizers[p.Rows + row];
        T loss = T.Zero;
        if (p.Targets != null)
        {
            int target = (int)p.Targets[row];
            loss = (T.One - p.Smoothing) * Weight(p, target) * (max - x[target] + log);
        }

        if (p.Probabilities != null || p.Smoothing > T.Zero)
        {
            for (int c = 0; c < p.Classes; c++)
            {
                T share = Share(p, row, c);

                // A class that counts nothing adds nothing, even at a logit of minus infinity.
                loss += share == T.Zero ? T.Zero : share * (max - x[c] + log);
            }
        }

        return loss;
    }

    /// <summary>d/dl of (1 - e^-l)^g l, where 1 - e^-l keeps its digits for small l.</summary>
    private static T FocusSlope(in CrossEntropyProblem<T> p, T loss)
    {
        T difficulty = -ScalarMath.Expm1(-loss);
        if (difficulty == T.Zero)
        {
            return T.Zero;
        }

        T factor = T.Pow(difficulty, p.Focus);
        return factor + (loss * p.Focus * factor * T.Exp(-loss) / difficulty);
    }

    private static T Weight(in CrossEntropyProblem<T> p, int c) => p.Weights == null ? T.One : p.Weights[c];

    /// <summary>The part of a[c] that every class has.</summary>
    private static T Share(in CrossEntropyProblem<T> p, int row, int c)
    {
        T share = p.Smoothing / T.CreateTruncating(p.Classes);
        if (p.Probabilities != null)
        {
            share += (T.One - p.Smoothing) * p.Probabilities[((nint)row * p.Classes) + c];
        }

        return share * Weight(p, c);
    }
}

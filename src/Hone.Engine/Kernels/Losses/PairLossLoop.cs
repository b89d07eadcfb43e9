using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hone.Kernels;

/// <summary>
/// A loss of element against element in one pass each way: forward writes the losses, or only their sum; backward computes the slopes again from the
/// inputs, so that nothing between is stored.
/// </summary>
internal static unsafe class PairLossLoop<T, TLoss>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TLoss : struct, IPairLoss
{
    /// <summary>Float sums of so many losses add up in double.</summary>
    private const int Chunk = 2048;

    /// <summary>Writes the losses, or returns their sum if there is no memory for them.</summary>
    public static double Forward(ref PairLossProblem<T> problem)
    {
        problem.Parts = Partition.Parts(problem.Count, Partition.ParallelElements / 2);
        double* sums = stackalloc double[problem.Parts];
        problem.Sums = sums;
        fixed (PairLossProblem<T>* state = &problem)
        {
            WorkerPool.Run(problem.Parts, &ForwardPart, state);
        }

        double total = 0;
        for (int part = 0; problem.Losses == null && part < problem.Parts; part++)
        {
            total += sums[part];
        }

        return total;
    }

    /// <summary>Writes the gradients that are wanted.</summary>
    public static void Backward(ref PairLossProblem<T> problem)
    {
        problem.Parts = Partition.Parts(problem.Count, Partition.ParallelElements / 2);
        fixed (PairLossProblem<T>* state = &problem)
        {
            WorkerPool.Run(problem.Parts, &BackwardPart, state);
        }
    }

    private static void ForwardPart(void* state, int part)
    {
        ref PairLossProblem<T> p = ref *(PairLossProblem<T>*)state;
        nint last = Partition.Start(p.Count, p.Parts, part + 1);
        double sum = 0;
        for (nint start = Partition.Start(p.Count, p.Parts, part); start < last; start += Chunk)
        {
            sum += Values(p, start, (nint)Math.Min(last, start + Chunk));
        }

        p.Sums[part] = sum;
    }

    private static double Values(in PairLossProblem<T> problem, nint start, nint end)
    {
        if (typeof(T) != typeof(float))
        {
            return PlainValues(problem, start, end);
        }

        ref readonly PairLossProblem<float> p = ref Unsafe.As<PairLossProblem<T>, PairLossProblem<float>>(ref Unsafe.AsRef(in problem));
        if (Vector512.IsHardwareAccelerated)
        {
            return PairLossVectors<Policy512, Vector512<float>, TLoss>.Values(p, start, end);
        }

        if (Vector256.IsHardwareAccelerated)
        {
            return PairLossVectors<Policy256, Vector256<float>, TLoss>.Values(p, start, end);
        }

        return Vector128.IsHardwareAccelerated
            ? PairLossVectors<Policy128, Vector128<float>, TLoss>.Values(p, start, end)
            : PlainValues(problem, start, end);
    }

    /// <summary>The loop that the register form must equal.</summary>
    public static double PlainValues(in PairLossProblem<T> p, nint start, nint end)
    {
        double sum = 0;
        for (nint i = start; i < end; i++)
        {
            T loss = TLoss.Value(p.X[i], p.Target[i], p.ArrayA == null ? p.A : p.ArrayA[i], p.ArrayB == null ? p.B : p.ArrayB[i]);
            if (p.Losses != null)
            {
                p.Losses[i] = loss;
            }
            else
            {
                sum += double.CreateTruncating(loss);
            }
        }

        return sum;
    }

    private static void BackwardPart(void* state, int part)
    {
        ref PairLossProblem<T> problem = ref *(PairLossProblem<T>*)state;
        nint start = Partition.Start(problem.Count, problem.Parts, part);
        nint end = Partition.Start(problem.Count, problem.Parts, part + 1);
        if (typeof(T) != typeof(float))
        {
            PlainSlopes(problem, start, end);
            return;
        }

        ref PairLossProblem<float> p = ref Unsafe.As<PairLossProblem<T>, PairLossProblem<float>>(ref problem);
        if (Vector512.IsHardwareAccelerated)
        {
            PairLossVectors<Policy512, Vector512<float>, TLoss>.Slopes(p, start, end);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            PairLossVectors<Policy256, Vector256<float>, TLoss>.Slopes(p, start, end);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            PairLossVectors<Policy128, Vector128<float>, TLoss>.Slopes(p, start, end);
        }
        else
        {
            PlainSlopes(problem, start, end);
        }
    }

    /// <summary>The loop that the register form must equal.</summary>
    public static void PlainSlopes(in PairLossProblem<T> p, nint start, nint end)
    {
        for (nint i = start; i < end; i++)
        {
            T a = p.ArrayA == null ? p.A : p.ArrayA[i];
            T b = p.ArrayB == null ? p.B : p.ArrayB[i];
            T scale = p.Scales == null ? p.Scale : p.Scales[i];
            if (p.Dx != null)
            {
                p.Dx[i] = scale * TLoss.Slope(p.X[i], p.Target[i], a, b);
            }

            if (p.DTarget != null)
            {
                p.DTarget[i] = scale * TLoss.TargetSlope(p.X[i], p.Target[i], a, b);
            }
        }
    }
}

using System.Numerics;
using System.Runtime.Intrinsics;
using Hone.Memory;

namespace Hone.Kernels;

/// <summary>Layer and RMS normalization of contiguous rows; threads take ranges of rows. Float rows run in registers, other types in plain loops.</summary>
internal static unsafe class RowNormLoop<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>More rows than this are never summed in one float.</summary>
    private const int LongestPart = 512;

    /// <summary>y = h weight + bias with h = (x - mean) / sqrt(variance + eps), both of the row; writes mean and the inverse root as well.</summary>
    public static void Forward(ref RowNormProblem<T> problem)
    {
        problem.Parts = Parts(problem);
        Run(ref problem, &ForwardPart);
    }

    /// <summary>
    /// With g = dy weight and n values in a row: dx = inverse (g - sum g / n - h sum (g h) / n), where RMS normalization leaves the first sum out;
    /// over all rows dWeight = sum dy h, dBias = sum dy.
    /// </summary>
    /// <param name="problem">The operands.</param>
    /// <param name="dWeight">[Size]; null if nobody wants it.</param>
    /// <param name="dBias">[Size]; null if nobody wants it.</param>
    public static void Backward(ref RowNormProblem<T> problem, T* dWeight, T* dBias)
    {
        problem.Parts = Parts(problem);
        bool sums = dWeight != null || dBias != null;
        problem.Partials = sums ? (T*)Scratch.Bytes(ScratchSlot.Reduction, (nint)problem.Parts * 2 * problem.Size * sizeof(T)) : null;
        Run(ref problem, &BackwardPart);
        Merge(problem, 0, dWeight);
        Merge(problem, problem.Size, dBias);
    }

    private static int Parts(in RowNormProblem<T> problem)
    {
        int parts = Math.Max(Partition.Parts(problem.Rows * problem.Size, Partition.ParallelElements), Partition.Parts(problem.Rows, LongestPart));
        return (int)Math.Min(problem.Rows, parts);
    }

    private static void Run(ref RowNormProblem<T> problem, delegate*<void*, int, void> body)
    {
        fixed (RowNormProblem<T>* state = &problem)
        {
            WorkerPool.Run(problem.Parts, body, state);
        }
    }

    /// <summary>Adds the sums of all parts, in their order.</summary>
    private static void Merge(in RowNormProblem<T> problem, int offset, T* total)
    {
        if (total == null)
        {
            return;
        }

        new Span<T>(total, problem.Size).Clear();
        for (int part = 0; part < problem.Parts; part++)
        {
            T* sums = problem.Partials + ((nint)part * 2 * problem.Size) + offset;
            BinaryLoop<T, AddOperator>.Run(problem.Size, total, 1, total, 1, sums, 1);
        }
    }

    private static void ForwardPart(void* state, int part)
    {
        if (typeof(T) != typeof(float))
        {
            RowNormPlain<T>.Forward(*(RowNormProblem<T>*)state, part);
        }
        else if (Vector512.IsHardwareAccelerated)
        {
            RowNormVectors<Policy512, Vector512<float>>.Forward(*(RowNormProblem<float>*)state, part);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            RowNormVectors<Policy256, Vector256<float>>.Forward(*(RowNormProblem<float>*)state, part);
        }
        else
        {
            RowNormVectors<Policy128, Vector128<float>>.Forward(*(RowNormProblem<float>*)state, part);
        }
    }

    private static void BackwardPart(void* state, int part)
    {
        if (typeof(T) != typeof(float))
        {
            RowNormPlain<T>.Backward(*(RowNormProblem<T>*)state, part);
        }
        else if (Vector512.IsHardwareAccelerated)
        {
            RowNormVectors<Policy512, Vector512<float>>.Backward(*(RowNormProblem<float>*)state, part);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            RowNormVectors<Policy256, Vector256<float>>.Backward(*(RowNormProblem<float>*)state, part);
        }
        else
        {
            RowNormVectors<Policy128, Vector128<float>>.Backward(*(RowNormProblem<float>*)state, part);
        }
    }
}

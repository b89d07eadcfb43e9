using System.Numerics;
using System.Runtime.Intrinsics;

namespace Hone.Kernels;

/// <summary>
/// The four passes of batch normalization over rows, each on all threads: sums for mean and variance, normalization, sums for the
/// gradients, gradient of the input. Float rows run in registers, other types in <see cref="BatchNormPlain{T}"/>.
/// </summary>
/// <remarks>
/// The sums walk backwards: they meet first what the operation before has written last, and leave the first rows in the cache for the
/// pass that follows.
/// </remarks>
internal static unsafe class BatchNormPasses<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>
    /// Partials of each part: sums of (x - pivot) and (x - pivot)^2, where the pivot is the part's first row. Sums around a value of
    /// the data itself do not cancel when the mean is far larger than the spread.
    /// </summary>
    public static void Statistics(ref BatchNormProblem<T> problem) => Run(ref problem, &StatisticsPart, backwards: true);

    /// <summary>y = (x - mean) scale + shift (+ residual), then max(y, 0) if asked for.</summary>
    public static void Normalize(ref BatchNormProblem<T> problem) => Run(ref problem, &NormalizePart, backwards: false);

    /// <summary>Partials of each part: sums of g and g (x - mean), where g is dy where the ReLU was open.</summary>
    public static void GradientSums(ref BatchNormProblem<T> problem) => Run(ref problem, &GradientSumsPart, backwards: true);

    /// <summary>dx = g scale + (x - mean) slope + shift.</summary>
    public static void InputGradient(ref BatchNormProblem<T> problem) => Run(ref problem, &InputGradientPart, backwards: false);

    private static void Run(ref BatchNormProblem<T> problem, delegate*<void*, int, void> body, bool backwards)
    {
        fixed (BatchNormProblem<T>* state = &problem)
        {
            WorkerPool.Run(problem.Parts, body, state, backwards);
        }
    }

    /// <summary>One part of <see cref="Statistics"/>; state: a <see cref="BatchNormProblem{T}"/>.</summary>
    public static void StatisticsPart(void* state, int part)
    {
        ref BatchNormProblem<T> p = ref *(BatchNormProblem<T>*)state;
        if (typeof(T) != typeof(float))
        {
            BatchNormPlain<T>.Statistics(p, part);
        }
        else if (Vector512.IsHardwareAccelerated)
        {
            BatchNormFold<Policy512, Vector512<float>>.Statistics(*(BatchNormProblem<float>*)state, part);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            BatchNormFold<Policy256, Vector256<float>>.Statistics(*(BatchNormProblem<float>*)state, part);
        }
        else
        {
            BatchNormFold<Policy128, Vector128<float>>.Statistics(*(BatchNormProblem<float>*)state, part);
        }
    }

    /// <summary>One part of <see cref="Normalize"/>; state: a <see cref="BatchNormProblem{T}"/>.</summary>
    public static void NormalizePart(void* state, int part)
    {
        ref BatchNormProblem<T> p = ref *(BatchNormProblem<T>*)state;
        if (typeof(T) != typeof(float))
        {
            BatchNormPlain<T>.Normalize(p, part);
        }
        else if (Vector512.IsHardwareAccelerated)
        {
            BatchNormFold<Policy512, Vector512<float>>.Normalize(*(BatchNormProblem<float>*)state, part);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            BatchNormFold<Policy256, Vector256<float>>.Normalize(*(BatchNormProblem<float>*)state, part);
        }
        else
        {
            BatchNormFold<Policy128, Vector128<float>>.Normalize(*(BatchNormProblem<float>*)state, part);
        }
    }

    /// <summary>One part of <see cref="GradientSums"/>; state: a <see cref="BatchNormProblem{T}"/>.</summary>
    public static void GradientSumsPart(void* state, int part)
    {
        ref BatchNormProblem<T> p = ref *(BatchNormProblem<T>*)state;
        if (typeof(T) != typeof(float))
        {
            BatchNormPlain<T>.GradientSums(p, part);
        }
        else if (Vector512.IsHardwareAccelerated)
        {
            BatchNormFold<Policy512, Vector512<float>>.GradientSums(*(BatchNormProblem<float>*)state, part);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            BatchNormFold<Policy256, Vector256<float>>.GradientSums(*(BatchNormProblem<float>*)state, part);
        }
        else
        {
            BatchNormFold<Policy128, Vector128<float>>.GradientSums(*(BatchNormProblem<float>*)state, part);
        }
    }

    /// <summary>One part of <see cref="InputGradient"/>; state: a <see cref="BatchNormProblem{T}"/>.</summary>
    public static void InputGradientPart(void* state, int part)
    {
        ref BatchNormProblem<T> p = ref *(BatchNormProblem<T>*)state;
        if (typeof(T) != typeof(float))
        {
            BatchNormPlain<T>.InputGradient(p, part);
        }
        else if (Vector512.IsHardwareAccelerated)
        {
            BatchNormFold<Policy512, Vector512<float>>.InputGradient(*(BatchNormProblem<float>*)state, part);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            BatchNormFold<Policy256, Vector256<float>>.InputGradient(*(BatchNormProblem<float>*)state, part);
        }
        else
        {
            BatchNormFold<Policy128, Vector128<float>>.InputGradient(*(BatchNormProblem<float>*)state, part);
        }
    }
}

using System.Numerics;
using Hone.Memory;

namespace Hone.Kernels;

/// <summary>
/// Group normalization in the passes of batch normalization: sums for each image and channel, then a few numbers for each group, then one elementwise
/// pass. All threads share all images; parts depend on the sizes alone.
/// </summary>
internal static unsafe class GroupNormPasses<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int LongestPart = 512;

    /// <summary>Cuts each image into parts and gives the problem its working memory.</summary>
    public static void Prepare(ref GroupNormProblem<T> problem)
    {
        ref BatchNormProblem<T> first = ref problem.First;
        nint rows = first.Rows;
        nint channels = first.Channels;
        int parts = Math.Max(Partition.Parts(rows * channels, Partition.ParallelElements), Partition.Parts(rows, LongestPart));
        first.Parts = rows * channels == 0 ? 0 : (int)Math.Min(rows, parts);
        nint values = problem.Images * channels;
        T* memory = (T*)Scratch.Bytes(ScratchSlot.Reduction, values * ((2 * first.Parts) + 4) * sizeof(T));
        first.Mean = memory;
        first.Scale = memory + values;
        first.Shift = memory + (2 * values);
        first.Slope = memory + (3 * values);
        first.Partials = memory + (4 * values);
    }

    /// <summary>Mean and inverse deviation of each image and group, then y = (x - mean) inverse weight + bias.</summary>
    public static void Forward(ref GroupNormProblem<T> problem)
    {
        int parts = problem.Images * problem.First.Parts;
        fixed (GroupNormProblem<T>* state = &problem)
        {
            WorkerPool.Run(parts, &StatisticsPart, state);
            WorkerPool.Run(parts == 0 ? 0 : problem.Images, &MergeImage, state);
            WorkerPool.Run(parts, &NormalizePart, state);
        }
    }

    /// <summary>
    /// dx, and for each image the channels' sums of dy and dy (x - mean) inverse, which stand in the first part of the image's partials afterwards.
    /// </summary>
    public static void Backward(ref GroupNormProblem<T> problem)
    {
        int parts = problem.Images * problem.First.Parts;
        fixed (GroupNormProblem<T>* state = &problem)
        {
            WorkerPool.Run(parts == 0 ? 0 : problem.Images, &SpreadMean, state);
            WorkerPool.Run(parts, &GradientSumsPart, state);
            WorkerPool.Run(parts == 0 ? 0 : problem.Images, &MergeGradients, state);
            if (problem.First.Dx != null)
            {
                WorkerPool.Run(parts, &InputGradientPart, state);
            }
        }
    }

    private static BatchNormProblem<T> Image(void* state, int part, out int inImage)
    {
        GroupNormProblem<T>* problem = (GroupNormProblem<T>*)state;
        int image = Math.DivRem(part, problem->First.Parts, out inImage);
        return problem->Image(image);
    }

    private static void StatisticsPart(void* state, int part)
    {
        BatchNormProblem<T> image = Image(state, part, out int inImage);
        BatchNormPasses<T>.StatisticsPart(&image, inImage);
    }

    private static void NormalizePart(void* state, int part)
    {
        BatchNormProblem<T> image = Image(state, part, out int inImage);
        BatchNormPasses<T>.NormalizePart(&image, inImage);
    }

    private static void GradientSumsPart(void* state, int part)
    {
        BatchNormProblem<T> image = Image(state, part, out int inImage);
        BatchNormPasses<T>.GradientSumsPart(&image, inImage);
    }

    private static void InputGradientPart(void* state, int part)
    {
        BatchNormProblem<T> image = Image(state, part, out int inImage);
        BatchNormPasses<T>.InputGradientPart(&image, inImage);
    }

    private static void MergeImage(void* state, int image)
    {
        ref GroupNormProblem<T> p = ref *(GroupNormProblem<T>*)state;
        BatchNormProblem<T> rows = p.Image(image);
        for (int group = 0; group < p.Groups; group++)
        {
            int firstChannel = group * p.GroupChannels;
            int endChannel = firstChannel + p.GroupChannels;

            // Parts and channels are merged in their order (Chan, Golub, LeVeque 1983): squared deviations stay free of cancellation.
            double count = 0;
            double mean = 0;
            double deviations = 0;
            for (int part = 0; part < rows.Parts; part++)
            {
                nint first = rows.FirstRow(part);
                double n = rows.FirstRow(part + 1) - first;
                T* sums = rows.Partials + ((nint)part * 2 * rows.Channels);
                for (int c = firstChannel; c < endChannel; c++)
                {
                    double sum = double.CreateTruncating(sums[c]);
                    double partMean = double.CreateTruncating(rows.X[(first * rows.Channels) + c]) + (sum / n);
                    double delta = partMean - mean;
                    double total = count + n;
                    mean += delta * n / total;
                    deviations += double.CreateTruncating(sums[rows.Channels + c]) - (sum * sum / n) + (delta * delta * count * n / total);
                    count = total;
                }
            }

            // NaN must stay visible, so the guard against rounding below zero lets it pass.
            double variance = deviations < 0 ? 0 : deviations / count;
            double inverse = 1 / Math.Sqrt(variance + p.Eps);
            nint index = ((nint)image * p.Groups) + group;
            p.GroupMean[index] = T.CreateTruncating(mean);
            p.GroupInverse[index] = T.CreateTruncating(inverse);
            if (p.GroupVariance != null)
            {
                p.GroupVariance[index] = T.CreateTruncating(variance);
            }

            for (int c = firstChannel; c < endChannel; c++)
            {
                rows.Mean[c] = p.GroupMean[index];
                rows.Scale[c] = p.Weight == null ? p.GroupInverse[index] : p.Weight[c] * p.GroupInverse[index];
                rows.Shift[c] = p.Bias == null ? T.Zero : p.Bias[c];
            }
        }
    }

    private static void SpreadMean(void* state, int image)
    {
        ref GroupNormProblem<T> p = ref *(GroupNormProblem<T>*)state;
        BatchNormProblem<T> rows = p.Image(image);
        for (int c = 0; c < rows.Channels; c++)
        {
            rows.Mean[c] = p.GroupMean[((nint)image * p.Groups) + (c / p.GroupChannels)];
        }
    }

    private static void MergeGradients(void* state, int image)
    {
        ref GroupNormProblem<T> p = ref *(GroupNormProblem<T>*)state;
        BatchNormProblem<T> rows = p.Image(image);
        double values = (double)rows.Rows * p.GroupChannels;
        for (int group = 0; group < p.Groups; group++)
        {
            double inverse = double.CreateTruncating(p.GroupInverse[((nint)image * p.Groups) + group]);
            int firstChannel = group * p.GroupChannels;
            int endChannel = firstChannel + p.GroupChannels;

            // 1. Over the image: sum of dy and of dy h for each channel, sums of g and g h with g = dy weight for the group.
            double groupSum = 0;
            double groupProduct = 0;
            for (int c = firstChannel; c < endChannel; c++)
            {
                double sum = 0;
                double product = 0;
                for (int part = 0; part < rows.Parts; part++)
                {
                    T* sums = rows.Partials + ((nint)part * 2 * rows.Channels);
                    sum += double.CreateTruncating(sums[c]);
                    product += double.CreateTruncating(sums[rows.Channels + c]);
                }

                product *= inverse;
                double weight = p.Weight == null ? 1 : double.CreateTruncating(p.Weight[c]);
                groupSum += weight * sum;
                groupProduct += weight * product;
                rows.Partials[c] = T.CreateTruncating(sum);
                rows.Partials[rows.Channels + c] = T.CreateTruncating(product);
                rows.Scale[c] = T.CreateTruncating(weight * inverse);
            }

            // 2. dx = inverse (g - sum g / n - h sum (g h) / n)
            for (int c = firstChannel; c < endChannel; c++)
            {
                rows.Shift[c] = T.CreateTruncating(-inverse * groupSum / values);
                rows.Slope[c] = T.CreateTruncating(-inverse * inverse * groupProduct / values);
            }
        }
    }
}

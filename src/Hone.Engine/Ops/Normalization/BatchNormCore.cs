using System.Numerics;
using Hone.Kernels;
using Hone.Memory;

namespace Hone.Ops;

/// <summary>The arithmetic between the passes of batch normalization: what is known for each channel, in double.</summary>
internal static unsafe class BatchNormCore<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int LongestPart = 512;

    /// <summary>Channels whose statistics are merged side by side.</summary>
    private const int MergedChannels = 64;

    /// <summary>Writes y, and mean and 1 / sqrt(variance + eps) of each channel for backward; training also moves the running statistics.</summary>
    public static void Forward(in BatchNormInputs inputs, bool relu, Tensor x, Tensor? residual, Tensor y, Tensor mean, Tensor inverse)
    {
        BatchNormProblem<T> problem = Problem(inputs.Rows, inputs.Channels);
        problem.X = x.Pointer<T>();
        problem.Y = y.Pointer<T>();
        problem.Residual = residual is null ? null : residual.Pointer<T>();
        problem.Relu = relu;
        problem.Mean = mean.Pointer<T>();

        // 1. Mean and variance: of the batch when training, of the past otherwise.
        if (inputs.Training)
        {
            BatchNormPasses<T>.Statistics(ref problem);
            MergeStatistics(problem, inputs, inverse.Pointer<T>());
        }
        else
        {
            UseRunningStatistics(inputs, mean.Pointer<T>(), inverse.Pointer<T>());
        }

        // 2. y = (x - mean) / sqrt(variance + eps) * weight + bias
        T* scale = Channelwise(problem, 0);
        T* weight = inputs.Weight.Pointer<T>();
        T* factor = inverse.Pointer<T>();
        for (int c = 0; c < problem.Channels; c++)
        {
            scale[c] = weight[c] * factor[c];
        }

        problem.Scale = scale;
        problem.Shift = inputs.Bias.Pointer<T>();
        BatchNormPasses<T>.Normalize(ref problem);
    }

    /// <summary>
    /// Writes the gradients. With n values for each channel, g the gradient behind the ReLU and h = (x - mean) inverse:
    /// db = sum g, dw = sum g h, dx = weight inverse (g - db / n - h dw / n); without batch statistics dx = weight inverse g.
    /// </summary>
    public static void Backward(in BatchNormGradients gradients)
    {
        Tensor x = gradients.X;
        int channels = gradients.Mean.ElementCount;
        int rows = x.ElementCount / Math.Max(1, channels);
        BatchNormProblem<T> problem = Problem(rows, channels);
        problem.X = x.Pointer<T>();
        problem.Y = gradients.Y is null ? null : gradients.Y.Pointer<T>();
        problem.Relu = gradients.Relu;
        problem.Dy = gradients.Dy.Pointer<T>();
        problem.Mean = gradients.Mean.Pointer<T>();
        problem.Masked = gradients.Masked is null ? null : gradients.Masked.Pointer<T>();

        T* scale = Channelwise(problem, 0);
        T* inverse = gradients.Inverse.Pointer<T>();
        T* weight = gradients.Weight.Pointer<T>();
        for (int c = 0; c < channels; c++)
        {
            // The product of forward, so that the sign of y comes out the same.
            scale[c] = weight[c] * inverse[c];
        }

        problem.Scale = scale;
        problem.Bias = gradients.Bias.Pointer<T>();

        // 1. Sums over the batch.
        BatchNormPasses<T>.GradientSums(ref problem);

        // 2. Gradients of weight and bias, and the other two numbers of each channel that dx needs.
        problem.Slope = Channelwise(problem, 1);
        problem.Shift = Channelwise(problem, 2);
        ConcludeGradients(problem, gradients);

        // 3. dx, from the masked gradient where step 1 has written it.
        if (gradients.Dx is null)
        {
            return;
        }

        if (gradients.Masked is not null)
        {
            problem.Dy = problem.Masked;
            problem.Relu = false;
        }

        problem.Dx = gradients.Dx.Pointer<T>();
        BatchNormPasses<T>.InputGradient(ref problem);
    }

    private static BatchNormProblem<T> Problem(int rows, int channels)
    {
        // Enough parts to share the work, and none so long that a float sum over its rows loses digits.
        int parts = Math.Max(Partition.Parts((nint)rows * channels, Partition.ParallelElements), Partition.Parts(rows, LongestPart));
        parts = Math.Min(Math.Max(1, rows), parts);
        nint length = ((nint)parts * 2 * channels) + (3 * channels);
        return new BatchNormProblem<T>
        {
            Rows = rows,
            Channels = channels,
            Parts = rows == 0 ? 0 : parts,
            Partials = (T*)Scratch.Bytes(ScratchSlot.Reduction, length * sizeof(T)),
        };
    }

    /// <summary>One of three rows of working memory behind the partial sums.</summary>
    private static T* Channelwise(in BatchNormProblem<T> problem, int index) =>
        problem.Partials + ((nint)problem.Parts * 2 * problem.Channels) + (index * problem.Channels);

    /// <summary>Mean and variance of the batch: what forward and backward need of them, and the running statistics.</summary>
    private static void MergeStatistics(in BatchNormProblem<T> problem, in BatchNormInputs inputs, T* inverse)
    {
        if (problem.Rows == 0)
        {
            // An empty batch has no statistics and changes none.
            new Span<T>(problem.Mean, problem.Channels).Clear();
            new Span<T>(inverse, problem.Channels).Fill(T.One);
            return;
        }

        double* means = stackalloc double[MergedChannels];
        double* deviations = stackalloc double[MergedChannels];
        T* runningMean = inputs.RunningMean.Pointer<T>();
        T* runningVar = inputs.RunningVar.Pointer<T>();
        inputs.RunningMean.Storage.MarkWritten();
        inputs.RunningVar.Storage.MarkWritten();
        double inverseCount = 1.0 / problem.Rows;
        double toUnbiased = problem.Rows / (problem.Rows - 1.0);
        double momentum = inputs.Momentum;
        double eps = inputs.Eps;
        for (int first = 0; first < problem.Channels; first += MergedChannels)
        {
            int channels = Math.Min(MergedChannels, problem.Channels - first);
            MergeParts(problem, first, channels, means, deviations);
            for (int i = 0; i < channels; i++)
            {
                // NaN must stay visible, so the guard against rounding below zero lets it pass.
                int c = first + i;
                double variance = deviations[i] < 0 ? 0 : deviations[i] * inverseCount;
                problem.Mean[c] = T.CreateTruncating(means[i]);
                inverse[c] = T.CreateTruncating(1 / Math.Sqrt(variance + eps));

                // PyTorch keeps the unbiased variance.
                double unbiased = variance * toUnbiased;
                runningMean[c] = T.CreateTruncating(Move(double.CreateTruncating(runningMean[c]), means[i], momentum));
                runningVar[c] = T.CreateTruncating(Move(double.CreateTruncating(runningVar[c]), unbiased, momentum));
            }
        }
    }

    /// <summary>Mean and sum of squared deviations of some channels. Parts are merged in their order.</summary>
    private static void MergeParts(in BatchNormProblem<T> problem, int firstChannel, int channels, double* means, double* deviations)
    {
        new Span<double>(means, channels).Clear();
        new Span<double>(deviations, channels).Clear();
        double before = 0;
        for (int part = 0; part < problem.Parts; part++)
        {
            nint firstRow = problem.FirstRow(part);
            double n = problem.FirstRow(part + 1) - firstRow;
            T* pivots = problem.X + (firstRow * problem.Channels) + firstChannel;
            T* sums = problem.Partials + ((nint)part * 2 * problem.Channels) + firstChannel;
            BatchNormMerge<T>.AddStatistics(pivots, sums, sums + problem.Channels, channels, n, before, means, deviations);
            before += n;
        }
    }

    /// <summary>Gradients of weight and bias from the sums of all parts, and the factors of the pass over dx.</summary>
    private static void ConcludeGradients(in BatchNormProblem<T> problem, in BatchNormGradients gradients)
    {
        T* inverse = gradients.Inverse.Pointer<T>();
        T* weight = gradients.Weight.Pointer<T>();
        T* dWeight = gradients.DWeight.Pointer<T>();
        T* dBias = gradients.DBias.Pointer<T>();
        double* sums = stackalloc double[MergedChannels];
        double* products = stackalloc double[MergedChannels];
        double share = -1.0 / problem.Rows;
        for (int first = 0; first < problem.Channels; first += MergedChannels)
        {
            int count = Math.Min(MergedChannels, problem.Channels - first);
            AddParts(problem, problem.Partials + first, count, sums);
            AddParts(problem, problem.Partials + problem.Channels + first, count, products);
            for (int i = 0; i < count; i++)
            {
                int c = first + i;
                double inv = double.CreateTruncating(inverse[c]);
                double factor = double.CreateTruncating(weight[c]) * inv * share;
                double product = products[i] * inv;
                dBias[c] = T.CreateTruncating(sums[i]);
                dWeight[c] = T.CreateTruncating(product);
                problem.Slope[c] = gradients.Training ? T.CreateTruncating(factor * product * inv) : T.Zero;
                problem.Shift[c] = gradients.Training ? T.CreateTruncating(factor * sums[i]) : T.Zero;
            }
        }
    }

    /// <summary>The sums of some channels over all parts, in the order of the parts.</summary>
    private static void AddParts(in BatchNormProblem<T> problem, T* partials, int channels, double* totals)
    {
        new Span<double>(totals, channels).Clear();
        for (int part = 0; part < problem.Parts; part++)
        {
            BatchNormMerge<T>.AddSums(partials, channels, totals);
            partials += 2 * problem.Channels;
        }
    }

    private static void UseRunningStatistics(in BatchNormInputs inputs, T* mean, T* inverse)
    {
        T* runningMean = inputs.RunningMean.Pointer<T>();
        T* runningVar = inputs.RunningVar.Pointer<T>();
        for (int c = 0; c < inputs.Channels; c++)
        {
            mean[c] = runningMean[c];
            inverse[c] = T.CreateTruncating(1 / Math.Sqrt(double.CreateTruncating(runningVar[c]) + inputs.Eps));
        }
    }

    private static double Move(double old, double value, double momentum) => old + (momentum * (value - old));
}

using System.Numerics;
using Hone.Kernels;

namespace Hone.Ops;

/// <summary>Gives group normalization's tensors to the passes, and adds what concerns all images.</summary>
internal static unsafe class GroupNormCore<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Writes y, and mean, 1 / sqrt(variance + eps) and where asked for the variance of each image and group.</summary>
    public static void Forward(in GroupNormInputs inputs, Tensor x, Tensor y, Tensor mean, Tensor inverse, Tensor? variance)
    {
        GroupNormProblem<T> problem = Problem(x, inputs.Groups, inputs.Weight, mean, inverse);
        problem.First.Y = y.Pointer<T>();
        problem.Bias = inputs.Bias is null ? null : inputs.Bias.Pointer<T>();
        problem.GroupVariance = variance is null ? null : variance.Pointer<T>();
        problem.Eps = inputs.Eps;
        GroupNormPasses<T>.Forward(ref problem);
    }

    /// <summary>Writes the gradients that are wanted; the others are null.</summary>
    public static void Backward(Tensor x, Tensor dy, int groups, Tensor? weight, Tensor mean, Tensor inverse, Tensor? dx, Tensor? dWeight, Tensor? dBias)
    {
        GroupNormProblem<T> problem = Problem(x, groups, weight, mean, inverse);
        problem.First.Dy = dy.Pointer<T>();
        problem.First.Dx = dx is null ? null : dx.Pointer<T>();
        GroupNormPasses<T>.Backward(ref problem);
        AddImages(problem, 0, dBias);
        AddImages(problem, problem.First.Channels, dWeight);
    }

    /// <summary>running (+)= momentum (mean over the images - running), for each channel, as PyTorch's instance normalization does.</summary>
    public static void MoveRunning(Tensor running, Tensor statistics, double factor, double momentum)
    {
        int images = statistics.Shape[0];
        int channels = statistics.Shape[1];
        T* values = statistics.Pointer<T>();
        T* r = running.Pointer<T>();
        for (int c = 0; c < channels && images > 0; c++)
        {
            double sum = 0;
            for (int image = 0; image < images; image++)
            {
                sum += double.CreateTruncating(values[((nint)image * channels) + c]);
            }

            double old = double.CreateTruncating(r[c]);
            r[c] = T.CreateTruncating(old + (momentum * ((factor * sum / images) - old)));
        }
    }

    private static GroupNormProblem<T> Problem(Tensor x, int groups, Tensor? weight, Tensor mean, Tensor inverse)
    {
        int channels = x.Shape[1];
        GroupNormProblem<T> problem = default;
        problem.Images = x.Shape[0];
        problem.Groups = groups;
        problem.First.Rows = x.ElementCount == 0 ? 0 : x.ElementCount / x.Shape[0] / channels;
        problem.First.Channels = channels;
        problem.First.X = x.Pointer<T>();
        problem.Weight = weight is null ? null : weight.Pointer<T>();
        problem.GroupMean = mean.Pointer<T>();
        problem.GroupInverse = inverse.Pointer<T>();
        GroupNormPasses<T>.Prepare(ref problem);
        return problem;
    }

    /// <summary>Adds the sums of all images, in their order.</summary>
    private static void AddImages(in GroupNormProblem<T> problem, int offset, Tensor? total)
    {
        if (total is null)
        {
            return;
        }

        T* sums = total.Pointer<T>();
        for (int c = 0; c < problem.First.Channels; c++)
        {
            double sum = 0;
            for (int image = 0; image < problem.Images && problem.First.Parts > 0; image++)
            {
                sum += double.CreateTruncating(problem.Image(image).Partials[offset + c]);
            }

            sums[c] = T.CreateTruncating(sum);
        }
    }
}

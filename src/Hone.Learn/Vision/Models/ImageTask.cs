using Hone.Nn;

namespace Hone.Learn;

/// <summary>What the learners over a pretrained body share.</summary>
internal static class ImageTask
{
    /// <summary>Large enough that no usual body runs out of pixels.</summary>
    private const int DryRunSize = 96;

    /// <summary>Channels of the images.</summary>
    public static int Channels(DataLoaders data, string where)
    {
        Shape row = data.Train.Dataset.Input.RowShape;
        return row.Rank == 3
            ? row[0]
            : throw new HoneException("Images: [channels, height, width].", $"inputs of shape {row}", where, "make the data with an ImageBlock");
    }

    /// <summary>The number of classes, or of values of a target that is no category.</summary>
    public static int Outputs(DataLoaders data, string where)
    {
        if (data.Vocab.Count > 0)
        {
            return data.Vocab.Count;
        }

        return data.Train.Dataset.Target is { DType: DType.Float32 or DType.Float64 } target
            ? Math.Max(1, target.RowShape.ElementCount)
            : throw new HoneException(
                "The target tells how many outputs the model has: its classes, or its values.",
                data.Train.Dataset.Target is { } other ? $"a target {other.Name} of {other.DType} {other.RowShape} without classes" : "no target",
                where,
                "set Outputs in the options");
    }

    /// <summary>Channels of a body's output, found by a run on zeros.</summary>
    public static int Features(Sequential body, int channels, long seed)
    {
        body.Initialize(seed);
        body.Eval();
        using NoGrad none = NoGrad.Enter();
        int features = body.Forward(Tensor.Zeros([1, channels, DryRunSize, DryRunSize])).Shape[1];
        body.Train();
        return features;
    }

    /// <summary>Weights, normalization, groups, and a learner that is frozen if there are weights.</summary>
    public static Learner Join(
        DataLoaders data,
        Backbone backbone,
        Module classifier,
        Sequential body,
        Module model,
        IReadOnlyDictionary<string, Tensor>? weights,
        bool normalize,
        LearnerOptions options)
    {
        if (weights is not null)
        {
            backbone.RequireOrigin(weights);
            PretrainedBody.Load(model, classifier, weights);
            data = normalize ? Normalized(data, backbone) : data;
        }

        var learner = new Learner(data, model, options.Groups is null ? options with { Groups = whole => backbone.Groups(body, whole) } : options);
        if (weights is not null)
        {
            learner.Freeze();
        }

        return learner;
    }

    /// <summary>The loaders with the normalization that a backbone's weights expect, unless there is one or the channels are others.</summary>
    private static DataLoaders Normalized(DataLoaders data, Backbone backbone)
    {
        if (data.Train.Options.Transforms.Any(transform => transform is Normalize) || data.Train.Dataset.Input.RowShape[0] != backbone.Mean.Count)
        {
            return data;
        }

        Normalize normalize = Normalize.FromStats(backbone.Mean, backbone.Std);
        return data.With(With(data.Train, normalize), With(data.Valid, normalize), data.Test is { } test ? With(test, normalize) : null);
    }

    private static DataLoader With(DataLoader loader, Normalize normalize) =>
        new(loader.Dataset, loader.Options with { Transforms = [.. loader.Options.Transforms, normalize] });
}

using Hone.Nn;

namespace Hone.Learn;

/// <summary>Predictions for many items, in the order of the items.</summary>
public sealed class Predictions
{
    private readonly float[] _outputs;

    internal Predictions(IReadOnlyList<string> ids, float[] outputs, Shape outputShape, IReadOnlyList<string> vocab)
    {
        Ids = ids;
        _outputs = outputs;
        OutputShape = outputShape;
        Width = Math.Max(1, outputShape.ElementCount);
        Vocab = vocab;
    }

    /// <summary>Number of items.</summary>
    public int Count => Ids.Count;

    /// <summary>Numbers for each item: classes of a classifier.</summary>
    public int Width { get; }

    /// <summary>Shape of the output for one item: <c>[classes]</c> of a classifier, <c>[classes, height, width]</c> of a segmentation.</summary>
    public Shape OutputShape { get; }

    /// <summary>The identity of each item.</summary>
    public IReadOnlyList<string> Ids { get; }

    /// <summary>The right class of each item; null without labels, and where the target is no category.</summary>
    public IReadOnlyList<int>? Targets { get; internal init; }

    /// <summary>The target of each item as numbers, row-major: <c>[items, ...]</c>; null without labels.</summary>
    public IReadOnlyList<float>? TargetValues { get; internal init; }

    /// <summary>The loss of each item; null without labels.</summary>
    public IReadOnlyList<float>? Losses { get; internal init; }

    /// <summary>The first input of each item as the model saw it, row-major: <c>[items, ...]</c>; null unless <see cref="GetPredsOptions.WithInputs"/> asks for it.</summary>
    public IReadOnlyList<float>? Inputs { get; internal init; }

    /// <summary>What the loss reads from the outputs of each item, row-major: the class, a one for each label that is answered, the numbers, or the class of each pixel; null unless <see cref="GetPredsOptions.WithDecoded"/> asks for it.</summary>
    public IReadOnlyList<float>? Decoded { get; internal init; }

    /// <summary>How the outputs are read; null, as classes, when the loss does not say.</summary>
    public PredictionKind? Kind { get; internal init; }

    /// <summary>Probability above which a label is answered, where any number of labels can be.</summary>
    internal double Threshold { get; init; } = 0.5;

    /// <summary>Names of the classes; may be empty.</summary>
    public IReadOnlyList<string> Vocab { get; }

    /// <summary>All outputs after the activation, row-major: <c>[items, width]</c>.</summary>
    public ReadOnlyMemory<float> Outputs => _outputs;

    /// <summary>One prediction: its class, its labels or its numbers, as the loss reads them.</summary>
    /// <param name="item">0 to <see cref="Count"/> - 1.</param>
    public Prediction this[int item] => Prediction.Of(Ids[item], Row(item).ToArray(), OutputShape, Kind, Threshold, Vocab) with { Decoded = Decoded is null ? null : DecodedOf(item, Decoded) };

    /// <summary>The same items with other outputs.</summary>
    internal Predictions With(float[] outputs) => new(Ids, outputs, OutputShape, Vocab)
    {
        Targets = Targets,
        TargetValues = TargetValues,
        Losses = Losses,
        Inputs = Inputs,
        Kind = Kind,
        Threshold = Threshold,
    };

    /// <summary>How many there are, and the shape of each.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"{Wording.Count(Count, "prediction")} of {OutputShape}{(Targets is null && TargetValues is null ? string.Empty : ", with labels")}";

    /// <summary>The outputs of one item.</summary>
    /// <param name="item">0 to <see cref="Count"/> - 1.</param>
    /// <returns>As many numbers as <see cref="Width"/>.</returns>
    public ReadOnlySpan<float> Row(int item) => _outputs.AsSpan(item * Width, Width);

    /// <summary>The class with the highest output; the first of equals.</summary>
    /// <param name="item">0 to <see cref="Count"/> - 1.</param>
    /// <returns>Its index.</returns>
    public int ClassOf(int item)
    {
        return BestOf(Row(item));
    }

    /// <summary>Where the largest of the outputs of one item stands.</summary>
    internal static int BestOf(ReadOnlySpan<float> row)
    {
        int best = 0;
        for (int i = 1; i < row.Length; i++)
        {
            best = row[i] > row[best] ? i : best;
        }

        return best;
    }

    /// <summary>The predicted classes of all items.</summary>
    /// <returns>One class an item.</returns>
    public int[] Classes()
    {
        var classes = new int[Count];
        for (int i = 0; i < classes.Length; i++)
        {
            classes[i] = ClassOf(i);
        }

        return classes;
    }

    private float[] DecodedOf(int item, IReadOnlyList<float> decoded)
    {
        int width = decoded.Count / Count;
        return [.. decoded.Skip(item * width).Take(width)];
    }
}

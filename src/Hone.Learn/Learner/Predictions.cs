using System.Globalization;

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

    /// <summary>Names of the classes; may be empty.</summary>
    public IReadOnlyList<string> Vocab { get; }

    /// <summary>All outputs after the activation, row-major: <c>[items, width]</c>.</summary>
    public ReadOnlyMemory<float> Outputs => _outputs;

    /// <summary>One prediction.</summary>
    /// <param name="item">0 to <see cref="Count"/> - 1.</param>
    public Prediction this[int item]
    {
        get
        {
            int best = ClassOf(item);
            string label = best < Vocab.Count ? Vocab[best] : best.ToString(CultureInfo.InvariantCulture);
            return new Prediction(Ids[item], best, label, Row(item)[best], Row(item).ToArray());
        }
    }

    /// <summary>The same items with other outputs.</summary>
    internal Predictions With(float[] outputs) => new(Ids, outputs, OutputShape, Vocab) { Targets = Targets, TargetValues = TargetValues, Losses = Losses, Inputs = Inputs };

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
}

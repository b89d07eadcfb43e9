namespace Hone.Learn;

/// <summary>Numbers to predict for each item: <c>[batch, outputs]</c>; fastai's <c>RegressionBlock</c>.</summary>
/// <typeparam name="TItem">What identifies a sample.</typeparam>
public sealed class RegressionBlock<TItem> : Block<TItem>
{
    private readonly Func<TItem, ReadOnlyMemory<float>> _getY;
    private readonly int _outputs;

    /// <summary>Stores the getter.</summary>
    /// <param name="getY">The numbers of an item.</param>
    /// <param name="outputs">How many numbers an item has.</param>
    public RegressionBlock(Func<TItem, ReadOnlyMemory<float>> getY, int outputs = 1)
    {
        ArgumentNullException.ThrowIfNull(getY);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs, 1);
        _getY = getY;
        _outputs = outputs;
    }

    /// <summary>Reads the numbers of the training and the validation part; those of the test part are never read.</summary>
    /// <inheritdoc/>
    public override Column Bind(BoundItems<TItem> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        var values = new float[items.Items.Count * _outputs];
        foreach (int i in items.Split.Train.Concat(items.Split.Valid))
        {
            try
            {
                Check(_getY(items.Items[i]).Span).CopyTo(values.AsSpan(i * _outputs));
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                throw ItemError.Describe(error, items.Ids[i], "number");
            }
        }

        return new RegressionColumn(values, _outputs);
    }

    /// <summary>The name.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"RegressionBlock({_outputs})";

    private ReadOnlySpan<float> Check(ReadOnlySpan<float> row)
    {
        if (row.Length != _outputs)
        {
            throw new HoneDataException($"A target of {Wording.Count(_outputs, "number")}.", Wording.Count(row.Length, "number"), "RegressionBlock", "set outputs to how many numbers an item has");
        }

        foreach (float value in row)
        {
            if (!float.IsFinite(value))
            {
                throw new HoneDataException("A target is a finite number.", $"{value}", "RegressionBlock", "repair the target, or leave the item out");
            }
        }

        return row;
    }
}

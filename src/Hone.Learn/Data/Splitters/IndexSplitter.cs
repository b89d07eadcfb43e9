namespace Hone.Learn;

/// <summary>The parts are given as positions in the list of items, such as a frozen split; fastai's <c>IndexSplitter</c>.</summary>
public sealed class IndexSplitter : Splitter
{
    private readonly IReadOnlyList<int>? _train;
    private readonly IReadOnlyList<int> _valid;
    private readonly IReadOnlyList<int> _test;

    /// <summary>All items that are not for validation are for training.</summary>
    /// <param name="valid">Positions for validation.</param>
    public IndexSplitter(IReadOnlyList<int> valid)
    {
        ArgumentNullException.ThrowIfNull(valid);
        _valid = valid;
        _test = [];
    }

    /// <summary>All parts are given; items in none of them are left out.</summary>
    /// <param name="train">Positions for training.</param>
    /// <param name="valid">Positions for validation.</param>
    /// <param name="test">Positions for the test; null stands for none.</param>
    public IndexSplitter(IReadOnlyList<int> train, IReadOnlyList<int> valid, IReadOnlyList<int>? test = null)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(valid);
        _train = train;
        _valid = valid;
        _test = test ?? [];
    }

    /// <inheritdoc/>
    public override DataSplit Split(IReadOnlyList<string> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return new DataSplit(_train ?? Others(ids.Count), _valid, _test);
    }

    /// <summary>Name and sizes.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"IndexSplitter({(_train is null ? "train: the others" : $"train {_train.Count}")}, valid {_valid.Count}, test {_test.Count})";

    private int[] Others(int count)
    {
        var valid = new HashSet<int>(_valid);
        var others = new List<int>(count);
        for (int i = 0; i < count; i++)
        {
            if (!valid.Contains(i))
            {
                others.Add(i);
            }
        }

        return [.. others];
    }
}

namespace Hone.Learn;

/// <summary>A function of the item's identity says what is for validation; fastai's <c>FuncSplitter</c>.</summary>
public sealed class FuncSplitter : Splitter
{
    private readonly Func<string, bool> _isValid;

    /// <summary>Stores the function.</summary>
    /// <param name="isValid">True for an item of the validation part.</param>
    public FuncSplitter(Func<string, bool> isValid)
    {
        ArgumentNullException.ThrowIfNull(isValid);
        _isValid = isValid;
    }

    /// <inheritdoc/>
    public override DataSplit Split(IReadOnlyList<string> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var train = new List<int>();
        var valid = new List<int>();
        for (int i = 0; i < ids.Count; i++)
        {
            List<int> part = _isValid(ids[i]) ? valid : train;
            part.Add(i);
        }

        return new DataSplit(train, valid, []);
    }

    /// <summary>The name.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => "FuncSplitter";
}

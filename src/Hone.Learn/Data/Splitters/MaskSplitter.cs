namespace Hone.Learn;

/// <summary>A flag for each item says whether it is for validation, such as a column of a table; fastai's <c>MaskSplitter</c> and <c>ColSplitter</c>.</summary>
public sealed class MaskSplitter : Splitter
{
    private readonly IReadOnlyList<bool> _isValid;

    /// <summary>Stores the flags.</summary>
    /// <param name="isValid">True for an item of the validation part, in the order of the items.</param>
    public MaskSplitter(IReadOnlyList<bool> isValid)
    {
        ArgumentNullException.ThrowIfNull(isValid);
        _isValid = isValid;
    }

    /// <inheritdoc/>
    /// <exception cref="HoneDataException">There is not one flag for each item.</exception>
    public override DataSplit Split(IReadOnlyList<string> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        if (_isValid.Count != ids.Count)
        {
            throw new HoneDataException($"A flag for each of {ids.Count} items.", $"{_isValid.Count} flags", nameof(MaskSplitter), "take flags and items from the same list");
        }

        int[] valid = [.. Enumerable.Range(0, ids.Count).Where(i => _isValid[i])];
        int[] train = [.. Enumerable.Range(0, ids.Count).Where(i => !_isValid[i])];
        return new DataSplit(train, valid, []);
    }

    /// <summary>Name and sizes.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"MaskSplitter(valid {_isValid.Count(flag => flag)} of {_isValid.Count})";
}

namespace Hone.Learn;

/// <summary>Which items belong to which part, as positions in the list of items.</summary>
/// <param name="Train">Items to learn from.</param>
/// <param name="Valid">Items to judge by while choosing.</param>
/// <param name="Test">Items whose labels are never read here; may be empty.</param>
public sealed record DataSplit(IReadOnlyList<int> Train, IReadOnlyList<int> Valid, IReadOnlyList<int> Test)
{
    /// <summary>Checks that every position exists, that no item stands in two parts, and that there is something to learn from.</summary>
    /// <param name="itemCount">Number of items.</param>
    /// <exception cref="HoneDataException">One of these does not hold; the message names the item and the parts.</exception>
    public void Check(int itemCount)
    {
        var owner = new string?[itemCount];
        Claim(owner, Train, "train");
        Claim(owner, Valid, "valid");
        Claim(owner, Test, "test");
        if (Train.Count == 0)
        {
            throw new HoneDataException(
                "The training part needs at least one item.",
                $"train {Train.Count}, valid {Valid.Count}, test {Test.Count} of {itemCount} items",
                "split",
                "check the splitter: for folders, that their names are those it looks for");
        }
    }

    /// <summary>The sizes of the parts.</summary>
    /// <returns>Such as <c>train 4800, valid 1200</c>.</returns>
    public override string ToString() => Test.Count == 0
        ? $"train {Train.Count}, valid {Valid.Count}"
        : $"train {Train.Count}, valid {Valid.Count}, test {Test.Count}";

    private static void Claim(string?[] owner, IReadOnlyList<int> part, string name)
    {
        for (int i = 0; i < part.Count; i++)
        {
            int item = part[i];
            if ((uint)item >= (uint)owner.Length)
            {
                throw new HoneDataException($"Positions of {owner.Length} items lie in 0..{owner.Length - 1}.", $"{item} at position {i}", $"part {name}", "make the split for this list of items");
            }

            if (owner[item] is { } other)
            {
                throw new HoneDataException("An item belongs to one part, once.", $"item {item} in {other} and in {name}", "split", "remove it from one of them");
            }

            owner[item] = name;
        }
    }
}

namespace Hone.Nn;

/// <summary>A dictionary of a pickle: pairs in their order. Nothing is hashed while reading, so hostile keys cost no time.</summary>
internal sealed class PickleDictionary
{
    public List<(object Key, object? Value)> Items { get; } = [];

    /// <summary>The value of a text key, the last one as in Python; null when there is none.</summary>
    public object? Find(string name) => Items.FindLast(item => item.Key is string key && key == name).Value;
}

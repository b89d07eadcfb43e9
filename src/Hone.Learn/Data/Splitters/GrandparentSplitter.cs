namespace Hone.Learn;

/// <summary>The folder above the class folder names the part: <c>train/cat/1.png</c>; fastai's <c>GrandparentSplitter</c>.</summary>
/// <remarks>Items under neither name are left out, as in fastai; a <c>test</c> folder is the test part, which fastai does not have.</remarks>
public sealed class GrandparentSplitter : Splitter
{
    private readonly string _train;
    private readonly string _valid;
    private readonly string _test;

    /// <summary>Stores the names.</summary>
    /// <param name="train">Folder of the training part.</param>
    /// <param name="valid">Folder of the validation part.</param>
    /// <param name="test">Folder of the test part.</param>
    public GrandparentSplitter(string train = "train", string valid = "valid", string test = "test")
    {
        _train = train;
        _valid = valid;
        _test = test;
    }

    /// <inheritdoc/>
    public override DataSplit Split(IReadOnlyList<string> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var train = new List<int>();
        var valid = new List<int>();
        var test = new List<int>();
        for (int i = 0; i < ids.Count; i++)
        {
            string grandparent = Grandparent(ids[i]);
            List<int>? part = grandparent == _train ? train : grandparent == _valid ? valid : grandparent == _test ? test : null;
            part?.Add(i);
        }

        return new DataSplit(train, valid, test);
    }

    /// <summary>Name and folder names.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"GrandparentSplitter({_train}, {_valid}, {_test})";

    private static string Grandparent(string id)
    {
        string[] names = id.Split('/', '\\');
        return names.Length < 3 ? string.Empty : names[^3];
    }
}

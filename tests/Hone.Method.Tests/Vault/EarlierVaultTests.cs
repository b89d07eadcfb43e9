namespace Hone.Method.Tests;

/// <summary>A vault that the first version of Hone wrote: its files still read, its chain still holds.</summary>
public sealed class EarlierVaultTests : IDisposable
{
    private const string Labels =
        "SE9ORVZMVDGk2CmxPC5htQ7VO1d1prhWTbG0hlPd72u7/iHYa+UR4woAAAAFaWQgMTEAAAAAAAAAAAVpZCAxNQAAAAAAAAAABWlkIDE3AAAAAAAAAAAEaWQgMgAAAAAAAAAABWlkIDI3AAAAAAAAAAAFaWQgNTMAAAAAAADwPwVpZCA3MAAAAAAAAPA/BWlkIDg3AAAAAAAA8D8FaWQgODgAAAAAAADwPwVpZCA5OAAAAAAAAPA/";

    private const string Ledger =
        """
        {"event":"sealed","hash":"8649c35dc81724bc6b4c5496af50a9e3f1ec15e4c11cfede4ffb9076d19dbc89","labelsHash":"a4d829b13c2e61b50ed53b5775a6b8564db1b48653ddef6bbbfe21d86be511e3","n":10,"previous":"0000000000000000000000000000000000000000000000000000000000000000","splitFingerprint":"902338068a14b160dddf595eac3e8e3c8fbe48068cfb8c80a4edc51b106e5b42","splitName":"v1","time":"2026-11-21T20:08:14.5563487+00:00"}
        {"event":"opened","hash":"0f8db48719b40c684750a519380af08dc03a813e0f81420ed7d9b8a3b061eabb","high":0.9821237869049271,"labelsHash":"a4d829b13c2e61b50ed53b5775a6b8564db1b48653ddef6bbbfe21d86be511e3","low":0.5958499732047616,"metric":"accuracy","n":10,"openingNumber":1,"previous":"8649c35dc81724bc6b4c5496af50a9e3f1ec15e4c11cfede4ffb9076d19dbc89","reason":"final","runId":"run-a","score":0.9,"splitFingerprint":"902338068a14b160dddf595eac3e8e3c8fbe48068cfb8c80a4edc51b106e5b42","splitName":"v1","time":"2026-11-21T20:08:14.6463774+00:00"}
        {"event":"opened","hash":"ae2923a3ce0bef35dc2ee5c1f393e2aa2b3d56c4005bd9009d15e67f8b5941b0","high":0.25,"labelsHash":"a4d829b13c2e61b50ed53b5775a6b8564db1b48653ddef6bbbfe21d86be511e3","low":0.25,"metric":"meanAbsoluteError","n":10,"openingNumber":2,"previous":"0f8db48719b40c684750a519380af08dc03a813e0f81420ed7d9b8a3b061eabb","reason":"once more","runId":"run-b","score":0.25,"splitFingerprint":"902338068a14b160dddf595eac3e8e3c8fbe48068cfb8c80a4edc51b106e5b42","splitName":"v1","time":"2026-11-21T20:08:14.6668994+00:00"}

        """;

    private readonly TemporaryFolder _folder = new();
    private readonly Project _project;
    private readonly FrozenSplit _split;
    private readonly string[] _ids;

    public EarlierVaultTests()
    {
        _project = Samples.NewProject(_folder["p"]);
        _split = _project.Splits.Freeze(Samples.Split(50, 50), "v1", Samples.DataHash);
        _ids = Samples.TestIds(_split.Split);
        Directory.CreateDirectory(_folder["p/vault"]);
        File.WriteAllBytes(_folder["p/vault/labels.bin"], Convert.FromBase64String(Labels));
        File.WriteAllText(_folder["p/vault/ledger.jsonl"], Ledger.ReplaceLineEndings("\n"));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Its_openings_are_read_and_its_chain_holds()
    {
        Assert.Null(_project.Vault.Verify());
        Assert.Equal(
            [("run-a", VaultMetric.Accuracy, 0.9, 1), ("run-b", VaultMetric.MeanAbsoluteError, 0.25, 2)],
            _project.Vault.Openings.Select(opening => (opening.RunId, opening.Metric, opening.Score, opening.OpeningNumber)));
        Assert.Equal(new RunSplit("v1", _split.Fingerprint), _project.Vault.Openings[0].Split);
        Assert.Null(_project.Vault.Openings[0].ValidScore);
    }

    [Fact]
    public void A_new_metric_follows_in_the_same_chain()
    {
        double[] right = [.. _ids.Select(LabelOf)];

        VaultOpening opening = _project.Vault.Open("run-c", "final", VaultMetric.F1, new TestPredictions { Ids = _ids, Values = right });

        Assert.Equal((1.0, 3), (opening.Score, opening.OpeningNumber));
        Assert.Null(_project.Vault.Verify());
        Assert.Contains("\"metric\":\"f1\"", File.ReadAllText(_folder["p/vault/ledger.jsonl"]), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_labels_with_the_names_of_their_classes_are_still_the_same()
    {
        _project.Vault.SealNamed(_split, _ids, [.. _ids.Select(LabelOf)], ["no", "yes"]);

        Assert.Equal(Labels, Convert.ToBase64String(File.ReadAllBytes(_folder["p/vault/labels.bin"])));
        Assert.Throws<VaultException>(() => _project.Vault.SealNamed(_split, _ids, [.. _ids.Select(_ => 1.0)], ["no", "yes"]));
    }

    private static double LabelOf(string id) => int.Parse(id.AsSpan(3), System.Globalization.CultureInfo.InvariantCulture) < 50 ? 0 : 1;
}

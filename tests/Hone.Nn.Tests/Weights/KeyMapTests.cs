namespace Hone.Nn.Tests.Weights;

public sealed class KeyMapTests
{
    [Fact]
    public void A_data_parallel_torchvision_file_loads_under_plain_names()
    {
        ResNet source = Small(1);
        ResNet target = Small(2);
        KeyMapReport report = KeyMaps.TorchvisionResNet.Load(target, Renamed(source, name => "module." + name));
        Assert.True(report.Names.IsComplete);
        Assert.Equal(source.StateDict().Count, report.Renamed.Count);
        Same(source, target, _ => true);
    }

    [Fact]
    public void Fastai_body_names_fill_all_but_the_classifier()
    {
        ResNet source = Small(1);
        ResNet target = Small(2);
        float[] head = target.StateDict()["fc.weight"].ToArray<float>();
        var state = Renamed(source, FastaiName);
        state["1.8.weight"] = Tensor.Ones([3, 4]);
        KeyMapReport report = KeyMaps.FastaiResNetBody.Load(target, state);
        Assert.Equal(["fc.weight", "fc.bias"], report.Kept);
        Assert.Equal(3, report.Ignored.Count);
        Assert.Equal(head, target.StateDict()["fc.weight"].ToArray<float>());
        Same(source, target, name => !name.StartsWith("fc.", StringComparison.Ordinal));
        Assert.Contains("2 kept", report.ToString());
    }

    [Fact]
    public void The_body_alone_leaves_the_classifier_of_other_classes_untouched()
    {
        ResNet source = ResNet.ResNet18(new() { Width = 2, Classes = 7 }).Initialize(1);
        ResNet target = Small(2);
        Assert.Throws<StateDictException>(() => KeyMaps.TorchvisionResNet.Load(target, source.StateDict()));
        KeyMapReport report = KeyMaps.TorchvisionResNetBody.Load(target, source.StateDict());
        Assert.Equal(["fc.weight", "fc.bias"], report.Ignored);
        Same(source, target, name => !name.StartsWith("fc.", StringComparison.Ordinal));
    }

    [Fact]
    public void Awd_lstm_names_become_plain_and_copies_are_left_out()
    {
        string[] names = ["0.encoder.weight", "0.encoder_dp.emb.weight", "0.rnns.0.weight_hh_l0_raw", "0.rnns.0.module.weight_ih_l0", "0.rnns.0.module.weight_hh_l0", "0.rnns.0.module.bias_ih_l0", "0.rnns.2.module.bias_hh_l0", "1.decoder.weight", "1.decoder.bias"];
        IReadOnlyDictionary<string, Tensor> mapped = KeyMaps.FastaiAwdLstm.Map(names.ToDictionary(n => n, _ => Tensor.Ones([1])));
        Assert.Equal(["encoder.weight", "rnns.0.weight_hh_l0", "rnns.0.weight_ih_l0", "rnns.0.bias_ih_l0", "rnns.2.bias_hh_l0", "decoder.weight", "decoder.bias"], mapped.Keys);
    }

    [Fact]
    public void A_strict_map_reports_gaps_leftovers_and_shapes_and_changes_nothing()
    {
        var model = new Linear(2, 3).Initialize(1);
        float[] before = model.StateDict()["weight"].ToArray<float>();
        var state = new Dictionary<string, Tensor> { ["x.weight"] = Tensor.Ones([4, 2]), ["x.other"] = Tensor.Ones([1]) };
        var map = new KeyMap([KeyRule.Prefix("x.", "")]);
        StateDictReport report = Assert.Throws<StateDictException>(() => map.Load(model, state)).Report;
        Assert.Equal(["bias"], report.Missing);
        Assert.Equal(["other"], report.Unexpected);
        Assert.Equal(["weight ([4, 2] for [3, 2])"], report.Mismatched);
        Assert.Equal(before, model.StateDict()["weight"].ToArray<float>());
        Assert.False(map.Load(model, state, strict: false).Names.IsComplete);
    }

    [Fact]
    public void Layouts_of_other_libraries_are_brought_into_order()
    {
        float[] values = [.. Enumerable.Range(0, 24).Select(i => (float)i)];
        var map = new KeyMap(
        [
            KeyRule.Rename("^dense$", "d", WeightLayout.InOut),
            KeyRule.Rename("^kernel$", "k", WeightLayout.HeightWidthInOut),
            KeyRule.Rename("^depth$", "w", WeightLayout.HeightWidthChannels),
        ]);
        IReadOnlyDictionary<string, Tensor> mapped = map.Map(new Dictionary<string, Tensor>
        {
            ["dense"] = Tensor.From(values[..6], [2, 3]),
            ["kernel"] = Tensor.From(values, [2, 3, 1, 4]),
            ["depth"] = Tensor.From(values[..12], [2, 3, 2, 1]),
        });
        Assert.Equal([0f, 3, 1, 4, 2, 5], mapped["d"].ToArray<float>());
        Assert.Equal<Shape>([4, 1, 2, 3], mapped["k"].Shape);
        Assert.Equal([0f, 4, 8, 12, 16, 20], mapped["k"].ToArray<float>()[..6]);
        Assert.Equal<Shape>([2, 1, 2, 3], mapped["w"].Shape);
        Assert.Equal([0f, 2, 4, 6, 8, 10], mapped["w"].ToArray<float>()[..6]);
        Assert.Contains("[6]", Assert.Throws<HoneException>(() => map.Map(new Dictionary<string, Tensor> { ["dense"] = Tensor.Ones([6]) })).Message);
    }

    [Fact]
    public void An_exact_rule_takes_its_name_literally_and_no_longer_one()
    {
        var map = new KeyMap([KeyRule.Exact("a.b", "$1")]);
        IReadOnlyDictionary<string, Tensor> mapped = map.Map(new Dictionary<string, Tensor> { ["a.b"] = Tensor.Zeros([1]), ["axb"] = Tensor.Zeros([1]), ["a.b.c"] = Tensor.Zeros([1]) });
        Assert.Equal(["$1", "axb", "a.b.c"], mapped.Keys);
    }

    [Fact]
    public void Two_names_that_become_one_are_refused()
    {
        var map = new KeyMap([KeyRule.Rename("[ab]", "c")]);
        HoneException error = Assert.Throws<HoneException>(() => map.Map(new Dictionary<string, Tensor> { ["a"] = Tensor.Ones([1]), ["b"] = Tensor.Ones([1]) }));
        Assert.Contains("\"a\" and \"b\" both become \"c\"", error.Message);
        Assert.Contains("\"(\"", Assert.Throws<HoneException>(() => KeyRule.Ignore("(")).Message);
    }

    private static ResNet Small(long seed) => ResNet.ResNet18(new() { Width = 2, Classes = 3 }).Initialize(seed);

    private static Dictionary<string, Tensor> Renamed(Module module, Func<string, string> name) => module.StateDict().ToDictionary(s => name(s.Key), s => s.Value);

    private static string FastaiName(string name)
    {
        string[] parts = name.Split('.', 2);
        string first = parts[0] switch
        {
            "conv1" => "0.0",
            "bn1" => "0.1",
            "fc" => "1.9",
            _ => $"0.{int.Parse(parts[0][^1..], System.Globalization.CultureInfo.InvariantCulture) + 3}",
        };
        return $"{first}.{parts[1]}";
    }

    private static void Same(Module source, Module target, Func<string, bool> which) =>
        Assert.All(source.StateDict().Where(s => which(s.Key)), s => Assert.Equal(Golden.Doubles(s.Value), Golden.Doubles(target.StateDict()[s.Key])));
}

namespace Hone.Nn.Tests.Models;

public sealed class VisionTransformerTests
{
    [Fact]
    public void The_small_ones_have_timms_number_of_parameters()
    {
        Assert.Equal(5_717_416, VisionTransformer.Tiny().ParameterCount);
        Assert.Equal(22_050_664, VisionTransformer.Small().ParameterCount);
    }

    [Fact]
    public void It_begins_with_timms_values()
    {
        var model = new VisionTransformer(32, 2, 4, new() { ImageSize = 64, PatchSize = 8, Classes = 10 }).Initialize(1);
        Dictionary<string, float[]> values = model.NamedParameters().ToDictionary(p => p.Path, p => p.Parameter.Value.ToArray<float>());
        Assert.InRange(values["cls_token"].Max(Math.Abs), 1e-8, 1e-5);
        Assert.Equal(0.02, Deviation(values["pos_embed"]), 1e-3);
        Assert.Equal(0.02, Deviation(values["blocks.1.attn.qkv.weight"]), 1e-3);
        Assert.Equal(0.02, Deviation(values["blocks.0.mlp.fc2.weight"]), 1e-3);
        Assert.Equal(0.02, Deviation(values["head.weight"]), 3e-3);
        Assert.All(values["blocks.0.attn.proj.bias"], value => Assert.Equal(0, value));
        Assert.Equal(1 / Math.Sqrt(3 * 8 * 8) / Math.Sqrt(3), Deviation(values["patch_embed.proj.weight"]), 2e-3);
    }

    [Fact]
    public void Weight_decay_spares_the_class_token_and_the_positions()
    {
        Dictionary<string, ParameterKind> kinds = new VisionTransformer(8, 1, 2).NamedParameters().ToDictionary(p => p.Path, p => p.Parameter.Kind);
        Assert.NotEqual(ParameterKind.Weight, kinds["cls_token"]);
        Assert.NotEqual(ParameterKind.Weight, kinds["pos_embed"]);
        Assert.Equal(ParameterKind.Weight, kinds["head.weight"]);
    }

    [Fact]
    public void The_body_shares_its_parameters_with_the_classifier_and_lacks_the_head()
    {
        Module classifier = Backbone.VisionTransformerTiny.Create(3);
        Sequential body = Backbone.VisionTransformerTiny.CreateBody(classifier);
        Assert.Equal(classifier.Parameters().Count() - 2, body.Parameters().Intersect(classifier.Parameters()).Count());
        Assert.Equal(classifier.Parameters().Count() - 2, body.Parameters().Count());
        Assert.Contains("0.pos_embed", body.NamedParameters().Select(p => p.Path));
    }

    [Fact]
    public void Weights_of_a_classifier_fit_its_body()
    {
        Module source = Create().Initialize(3);
        Module classifier = Create();
        Backbone backbone = Backbone.VisionTransformerTiny with { Create = _ => classifier };
        Sequential body = backbone.CreateBody(classifier);
        Sequential model = new Sequential(body, ModelHead.Create(8, 2)).Initialize(1);
        IReadOnlyList<string> loaded = PretrainedBody.Load(model, classifier, source.StateDict());
        Assert.Equal(body.Parameters().Count(), loaded.Count);
        Tensor x = Tensor.From(new RandomStream(1, "x").Floats(3 * 24 * 24), [1, 3, 24, 24]);
        model.Eval();
        source.Eval();
        using NoGrad none = NoGrad.Enter();
        Assert.Equal(((VisionTransformer)source).Features.Forward(x).ToArray<float>(), body.Forward(x).ToArray<float>());
        Assert.Equal([1, 2], model.Forward(x).Shape.ToArray());
    }

    [Fact]
    public void Later_blocks_are_dropped_more_often()
    {
        double[] fractions = [.. new VisionTransformer(8, 3, 2, new() { DropPath = 0.2 }).Modules().OfType<DropPath>().Select(layer => layer.DropFraction)];
        Assert.Equal([0, 0, 0.1, 0.1, 0.2, 0.2], fractions);
    }

    [Theory]
    [InlineData(20, 24)]
    [InlineData(24, 7)]
    [InlineData(0, 24)]
    public void Images_that_patches_do_not_cover_are_refused_with_their_shape(int height, int width)
    {
        VisionTransformer model = Create().Initialize(1);
        var error = Assert.Throws<ShapeException>(() => model.Forward(Tensor.Zeros([1, 3, height, width])));
        Assert.Contains("multiples of 8", error.Message);
        Assert.Contains($"[1, 3, {height}, {width}]", error.Message);
    }

    [Fact]
    public void An_image_without_a_batch_is_refused_with_its_shape()
    {
        var error = Assert.Throws<ShapeException>(() => Create().Initialize(1).Forward(Tensor.Zeros([3, 24, 24])));
        Assert.Contains("[3, 24, 24]", error.Message);
    }

    [Fact]
    public void Heads_that_do_not_divide_the_size_are_refused_with_their_numbers()
    {
        var error = Assert.Throws<HoneException>(() => new VisionTransformer(8, 1, 3));
        Assert.Contains("8 features, 3 heads", error.Message);
    }

    [Fact]
    public void Patches_that_do_not_divide_the_image_are_refused_with_their_numbers()
    {
        var error = Assert.Throws<HoneException>(() => new VisionTransformer(8, 1, 2, new() { ImageSize = 100, PatchSize = 16 }));
        Assert.Contains("images of 100 pixels, patches of 16", error.Message);
        Assert.Contains("112", error.Message);
    }

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(8, 0, 1)]
    [InlineData(8, 1, 0)]
    public void A_size_below_1_is_refused(int size, int depth, int heads) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new VisionTransformer(size, depth, heads));

    private static VisionTransformer Create() => new(8, 2, 2, new() { ImageSize = 24, PatchSize = 8, Classes = 3 });

    private static double Deviation(float[] values) => Math.Sqrt(values.Average(value => (double)value * value));
}

namespace Hone.Nn.Tests.Models;

public sealed class SiameseNetTests
{
    [Fact]
    public void One_training_step_equals_PyTorchs()
    {
        IReadOnlyDictionary<string, Tensor> golden = Golden.Read("siamese");
        var encoder = new Sequential(new Conv2d(3, 4, 3, new() { Padding = 1 }), new BatchNorm2d(4), new ReLU(), new AdaptiveAvgPool2d(1), new Flatten());
        var net = new SiameseNet(encoder, new Linear(8, 2));
        net.To(DType.Float64);
        net.LoadStateDict(golden.Part("sd."));
        Tensor[] pair = [golden["x1"], golden["x2"]];
        Assert.All(pair, x => x.RequiresGrad = true);

        Tensor y = net.Forward(pair);
        (y * Tensor.Linspace(-1, 1, (int)y.Shape.ElementCount, DType.Float64).Reshape(5, 2)).Sum().Backward();

        Golden.Close(golden["out"], y, 1e-11, 1e-11, "out");
        Assert.All([1, 2], i => Golden.Close(golden[$"g.x{i}"], pair[i - 1].Grad, 1e-9, 1e-11, $"gradient of x{i}"));
        Assert.All(net.NamedParameters(), p => Golden.Close(golden[$"g.{p.Path}"], p.Parameter.Grad, 1e-9, 1e-11, p.Path));
        IReadOnlyDictionary<string, Tensor> state = net.StateDict();
        Assert.All(golden.Part("after."), t => Golden.Close(t.Value, state[t.Key], 1e-11, 1e-11, t.Key));
        net.Eval();
        using NoGrad none = NoGrad.Enter();
        Golden.Close(golden["eval"], net.Forward(pair), 1e-11, 1e-11, "eval");
    }

    [Fact]
    public void The_head_sees_the_features_of_all_inputs_in_their_order()
    {
        SiameseNet net = Small();

        // Features by hand: 1 - 2 = -1 and 3 - 1 = 2 of the encoder [1, -1]; the head weighs them 10 and 100.
        Tensor y = net.Forward([Tensor.From<float>([1, 2], [1, 2]), Tensor.From<float>([3, 1], [1, 2])]);

        Assert.Equal([1, 1], y.Shape.ToArray());
        Assert.Equal([190f], y.ToArray<float>());
        Assert.Equal([-80f], net.Forward([Tensor.From<float>([3, 1], [1, 2]), Tensor.From<float>([1, 2], [1, 2])]).ToArray<float>());
        Assert.Equal(["encoder.weight", "head.weight"], net.NamedParameters().Select(p => p.Path));
    }

    [Fact]
    public void Every_input_teaches_the_encoder()
    {
        SiameseNet net = Small();
        net.Forward([Tensor.From<float>([1, 2], [1, 2]), Tensor.From<float>([3, 1], [1, 2])]).Sum().Backward();

        // dy/dw = 10 x1 + 100 x2
        Assert.Equal([310f, 120f], ((Linear)net.Encoder).Weight.Grad!.ToArray<float>());
    }

    [Fact]
    public void Three_inputs_need_a_head_for_three()
    {
        SiameseNet net = new SiameseNet(new Linear(2, 4), new Linear(12, 3)).Initialize(seed: 1);
        Tensor x = Tensor.Ones([5, 2]);
        Assert.Equal([5, 3], net.Forward([x, x, x]).Shape.ToArray());
        Assert.Contains("[5, 8]", Assert.Throws<ShapeException>(() => net.Forward([x, x])).Message);
        ShapeException one = Assert.Throws<ShapeException>(() => net.Forward(x));
        Assert.All(["2 inputs or more", "one input [5, 2]"], text => Assert.Contains(text, one.Message));
    }

    [Fact]
    public void Its_inference_form_and_its_configuration_give_the_same_answers()
    {
        var net = new SiameseNet(
            ModelBody.Create(new ResNet(ResNetBlock.Basic, [1, 1, 1, 1], new() { Width = 4, Classes = 3 }), -2),
            ModelHead.Create(2 * 32, 2, new() { Hidden = [8] })).Initialize(seed: 3);
        net.Eval();
        Tensor[] pair = [Pictures(1), Pictures(2)];
        using NoGrad none = NoGrad.Enter();
        float[] expected = net.Forward(pair).ToArray<float>();

        Assert.All(net.OptimizeForInference().Forward(pair).ToArray<float>().Zip(expected), y => Assert.Equal(y.Second, y.First, 1e-5f));
        Module built = net.Config!.Build();
        built.LoadStateDict(net.StateDict());
        built.Eval();
        Assert.Equal(expected, built.Forward(pair).ToArray<float>());
        Assert.Null(new SiameseNet(new NoConfig(), new Linear(4, 2)).Config);
    }

    private static Tensor Pictures(long seed) => Tensor.From(new RandomStream(seed, "pictures").Floats(2 * 3 * 32 * 32), [2, 3, 32, 32]);

    private static SiameseNet Small()
    {
        SiameseNet net = new SiameseNet(new Linear(2, 1, new() { Bias = false }), new Linear(2, 1, new() { Bias = false })).Initialize(seed: 1);
        net.LoadStateDict(new Dictionary<string, Tensor>
        {
            ["encoder.weight"] = Tensor.From<float>([1, -1], [1, 2]),
            ["head.weight"] = Tensor.From<float>([10, 100], [1, 2]),
        });
        return net;
    }

    private sealed class NoConfig : Module
    {
        protected override Tensor Compute(Tensor x) => x;
    }
}

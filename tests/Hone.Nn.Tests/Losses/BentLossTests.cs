namespace Hone.Nn.Tests.Losses;

/// <summary>Negative log likelihood, Huber's loss and the smooth L1 loss; tools/golden/make_losses.py wrote the file.</summary>
public sealed class BentLossTests
{
    private static readonly Reduction[] Reductions = Enum.GetValues<Reduction>();

    [Theory]
    [InlineData("plain")]
    [InlineData("weighted")]
    [InlineData("ignored")]
    public void Negative_log_likelihood_and_its_gradient_equal_PyTorchs(string name)
    {
        Dictionary<string, Tensor> golden = Golden.Read("losses").Part("nll.");
        var options = new NllLossOptions
        {
            ClassWeights = name == "plain" ? null : golden["weight"],
            IgnoreIndex = name == "ignored" ? 2 : -100,
        };
        foreach (string shape in (string[])["rows", "places"])
        {
            Tensor given = golden[$"{shape}.target"];
            Tensor target = name == "ignored" ? given.Clamp(0, 4) : given;
            foreach (Reduction reduction in Reductions)
            {
                string key = $"{shape}.{name}.{reduction.ToString().ToLowerInvariant()}";
                Tensor x = Leaf(golden[$"{shape}.in"]);
                Tensor value = new NllLoss(options).Compute(x, target, reduction);
                value.Sum().Backward();
                Golden.Close(golden[key], value, 1e-12, 1e-12, key);
                Golden.Close(golden[key + ".g"], x.Grad, 1e-12, 1e-12, key + ".g");
            }
        }

        Tensor last = golden["places.in"].Permute(0, 2, 1);
        Tensor truth = name == "ignored" ? golden["places.target"].Clamp(0, 4) : golden["places.target"];
        Golden.Close(golden[$"places.{name}.mean"], new NllLoss(options, axis: -1).Compute(last, truth), 1e-12, 1e-12, "classes last");
    }

    [Theory]
    [InlineData("huber", 0.5)]
    [InlineData("huber", 1)]
    [InlineData("huber", 2)]
    [InlineData("smooth", 0.5)]
    [InlineData("smooth", 1)]
    [InlineData("smooth", 2)]
    public void Bent_losses_and_their_gradients_equal_PyTorchs(string name, double bend)
    {
        IReadOnlyDictionary<string, Tensor> golden = Golden.Read("losses");
        Loss loss = name == "huber" ? new HuberLoss(bend) : new SmoothL1Loss(bend);
        foreach (Reduction reduction in Reductions)
        {
            string key = FormattableString.Invariant($"{name}.{bend:0.0}.{reduction.ToString().ToLowerInvariant()}");
            foreach (Tensor target in (Tensor[])[golden["numbers.target"], golden["numbers.target"].To(DType.Float32).Reshape(6, 1, 2)])
            {
                Tensor x = Leaf(golden["numbers.in"]);
                Tensor value = loss.Compute(x, target, reduction);
                value.Sum().Backward();
                Golden.Close(golden[key], value, 1e-12, 1e-12, key);
                Golden.Close(golden[key + ".g"], x.Grad, 1e-12, 1e-12, key + ".g");
            }
        }
    }

    [Fact]
    public void Log_probabilities_are_read_as_the_probabilities_that_they_are()
    {
        Dictionary<string, Tensor> golden = Golden.Read("losses").Part("nll.");
        foreach (string shape in (string[])["rows", "places"])
        {
            var loss = new NllLoss();
            Golden.Close(golden[$"{shape}.probabilities"], loss.Activation(golden[$"{shape}.in"]), 1e-12, 1e-12, shape);
            Assert.Equal(golden[$"{shape}.answers"].ToArray<long>(), loss.Decode(golden[$"{shape}.in"]).ToArray<long>());
        }

        Assert.Equal((PredictionKind.Classes, 1), (new NllLoss().Kind, new NllLoss().ClassAxis));
        Assert.Equal(((PredictionKind?)null, -1), (new NllLoss(axis: -1).Kind, new NllLoss(axis: -1).ClassAxis));
    }

    [Fact]
    public void A_log_softmax_with_the_likelihood_of_it_is_cross_entropy()
    {
        Tensor logits = Leaf(Tensor.From<double>([2, -1, 0.5, 0, 3, -2], [2, 3]));
        Tensor same = Leaf(logits);
        Tensor target = Tensor.From([2L, 1], [2, 1]); // a column, as fastai flattens it
        Tensor byParts = new NllLoss().Compute(logits.LogSoftmax(1), target);
        Tensor whole = new CrossEntropyLoss().Compute(same, target);
        byParts.Backward();
        whole.Backward();
        Assert.Equal(whole.Item(), byParts.Item(), 1e-12);
        Golden.Close(same.Grad!, logits.Grad, 1e-12, 1e-12, "gradient");
    }

    [Fact]
    public void Huber_is_delta_times_the_smooth_loss_and_numbers_are_shown_as_they_are()
    {
        // Differences of 0.5 and 3 with a bend at 2: 0.5^2 / 2 and 2 (3 - 1); over 4, and 3 - 1.
        Tensor x = Tensor.From<double>([1.5, -2], [2]);
        Tensor t = Tensor.From<double>([1, 1], [2]);
        Assert.Equal([0.125, 4], new HuberLoss(2).Compute(x, t, Reduction.None).ToArray<double>());
        Assert.Equal([0.0625, 2], new SmoothL1Loss(2).Compute(x, t, Reduction.None).ToArray<double>());
        foreach (Loss loss in (Loss[])[new HuberLoss(), new SmoothL1Loss()])
        {
            Assert.Equal(PredictionKind.Numbers, loss.Kind);
            Assert.Same(x, loss.Activation(x));
            Assert.Same(x, loss.Decode(x));
        }
    }

    [Fact]
    public void Bends_that_are_none_are_refused_where_they_are_written()
    {
        foreach (double bend in (double[])[0, -1, double.NaN, double.PositiveInfinity])
        {
            string number = bend.ToString(System.Globalization.CultureInfo.InvariantCulture);
            Assert.Contains($"delta {number}", Assert.Throws<HoneException>(() => new HuberLoss(bend)).Message);
            Assert.Contains($"beta {number}", Assert.Throws<HoneException>(() => new SmoothL1Loss(bend)).Message);
        }
    }

    [Fact]
    public void Predictions_and_targets_that_do_not_fit_are_named()
    {
        Tensor x = Tensor.Zeros([2, 3]);
        foreach (Loss loss in (Loss[])[new HuberLoss(), new SmoothL1Loss()])
        {
            string message = Assert.Throws<ShapeException>(() => loss.Compute(x, Tensor.Zeros([2]))).Message;
            Assert.Contains("prediction [2, 3], target [2]", message);
            Assert.Contains(loss.GetType().Name, message);
        }

        var nll = new NllLoss();
        Assert.Contains("Float32 [2]", Assert.Throws<ShapeException>(() => nll.Compute(x, Tensor.Zeros([2]))).Message);
        Assert.Contains("target 3 in row 1", Assert.Throws<HoneException>(() => nll.Compute(x, Tensor.From([0L, 3], [2]))).Message);
        Assert.Contains("[3]", Assert.Throws<ShapeException>(() => new NllLoss(new() { ClassWeights = Tensor.Ones([2]) }).Compute(x, Tensor.From([0L, 1], [2]))).Message);
        Assert.Contains("target Int64 [2]", Assert.Throws<ShapeException>(() => nll.Compute(Tensor.Zeros([2, 3, 4]), Tensor.From([0L, 1], [2]))).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new NllLoss(axis: 0));
        Assert.Contains("axis 2", Assert.Throws<ShapeException>(() => new NllLoss(axis: 2).Decode(x)).Message);
        var reduction = (Reduction)9;
        Action[] uses = [() => nll.Compute(x, Tensor.From([0L, 1], [2]), reduction), () => new HuberLoss().Compute(x, x, reduction), () => new SmoothL1Loss().Compute(x, x, reduction)];
        Assert.All(uses, use => Assert.Contains("(Reduction)9", Assert.Throws<HoneException>(use).Message));
    }

    [Fact]
    public void A_batch_of_ignored_targets_alone_has_no_mean()
    {
        Tensor x = Tensor.Zeros([2, 3]);
        Tensor target = Tensor.From([-100L, -100], [2]);
        Assert.True(double.IsNaN(new NllLoss().Compute(x, target).Item()));
        Assert.Equal(0, new NllLoss().Compute(x, target, Reduction.Sum).Item());
    }

    private static Tensor Leaf(Tensor values)
    {
        Tensor x = Tensor.From(values.ToArray<double>(), values.Shape);
        x.RequiresGrad = true;
        return x;
    }
}

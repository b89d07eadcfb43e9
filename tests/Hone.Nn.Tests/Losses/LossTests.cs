namespace Hone.Nn.Tests.Losses;

public sealed class LossTests
{
    [Theory]
    [InlineData("plain")]
    [InlineData("smooth")]
    [InlineData("weighted")]
    [InlineData("both")]
    public void Cross_entropy_and_its_gradient_equal_PyTorchs(string name)
    {
        IReadOnlyDictionary<string, Tensor> golden = Golden.Read("cross_entropy");
        var loss = new CrossEntropyLoss(new()
        {
            LabelSmoothing = name switch { "smooth" => 0.1, "both" => 0.2, _ => 0 },
            ClassWeights = name is "weighted" or "both" ? golden["weight"] : null,
        });
        foreach (Reduction reduction in Enum.GetValues<Reduction>())
        {
            string key = $"{name}.{reduction.ToString().ToLowerInvariant()}";
            Tensor x = Tensor.From(golden["in"].ToArray<double>(), golden["in"].Shape);
            x.RequiresGrad = true;
            Tensor value = loss.Compute(x, golden["target"], reduction);
            Golden.Close(golden[key], value, 1e-12, 1e-12, key);
            int count = value.ElementCount;
            double[] weights = [.. Enumerable.Range(0, count).Select(i => count == 1 ? 1 : 1 + ((double)i / (count - 1)))];
            value.Backward(Tensor.From(weights, value.Shape));
            Golden.Close(golden[key + ".g"], x.Grad, 1e-12, 1e-12, key + ".g");
        }
    }

    [Fact]
    public void Cross_entropy_of_probabilities_is_that_of_their_logits()
    {
        Tensor logits = Tensor.From<double>([-3, 0.5, 2, -0.1, 7, -9], [3, 2]);
        Tensor target = Tensor.From<double>([0, 1, 0.25, 1, 1, 0], [3, 2]);
        foreach (Reduction reduction in Enum.GetValues<Reduction>())
        {
            double[] expected = new BceWithLogitsLoss().Compute(logits, target, reduction).ToArray<double>();
            Assert.All(expected.Zip(new BceLoss().Compute(logits.Sigmoid(), target, reduction).ToArray<double>()), pair => Assert.Equal(pair.First, pair.Second, 1e-9));
        }

        // At the ends the loss is large and stays finite, and so does its gradient.
        Tensor p = Tensor.From([0f, 1f, 0f, 0.5f], [2, 2]);
        p.RequiresGrad = true;
        Tensor loss = new BceLoss().Compute(p, Tensor.From([1f, 0f, 0f, 1f], [2, 2]), Reduction.None);
        float[] losses = loss.ToArray<float>();
        Assert.Equal(87.3365f, losses[0], 1e-3f);
        Assert.Equal(0.346574f, losses[1], 1e-5f);
        loss.Backward(Tensor.Ones([2]));
        Assert.All(p.Grad!.ToArray<float>(), value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void Cross_entropy_reads_probabilities_and_classes()
    {
        IReadOnlyDictionary<string, Tensor> golden = Golden.Read("cross_entropy");
        var loss = new CrossEntropyLoss();
        Golden.Close(golden["softmax"], loss.Activation(golden["in"]), 1e-12, 1e-12, "softmax");
        Assert.Equal(golden["argmax"].ToArray<long>(), loss.Decode(golden["in"]).ToArray<long>());
        Tensor large = Tensor.From([1000f, 999f, -1000f], [1, 3]);
        Assert.Equal(1, loss.Activation(large).ToArray<float>().Sum(), 1e-6f);
    }

    [Fact]
    public void Cross_entropy_names_a_prediction_that_has_no_classes() =>
        Assert.Contains("[2, 0, 4]", Assert.Throws<ShapeException>(() => new CrossEntropyLoss().Decode(Tensor.Zeros([2, 0, 4]))).Message);

    [Fact]
    public void Squared_error_compares_item_by_item()
    {
        Tensor prediction = Tensor.From([1f, 2f, 3f], [3, 1]);
        Tensor target = Tensor.From([1f, 0f, 0f], [3]);
        var loss = new MseLoss();
        Assert.Equal(13 / 3.0, loss.Compute(prediction, target).Item(), 1e-6);
        Assert.Equal(13, loss.Compute(prediction, target, Reduction.Sum).Item(), 1e-6);
        Assert.Equal([0f, 4f, 9f], loss.Compute(prediction, target, Reduction.None).ToArray<float>());
    }

    [Fact]
    public void Squared_error_names_shapes_that_do_not_fit() =>
        Assert.Contains("prediction [3, 2], target [3]", Assert.Throws<ShapeException>(() => new MseLoss().Compute(Tensor.Zeros([3, 2]), Tensor.Zeros([3]))).Message);
}

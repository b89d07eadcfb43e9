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
    [Theory]
    [InlineData("plain")]
    [InlineData("smooth")]
    [InlineData("weighted")]
    public void Classes_along_the_last_axis_cost_and_learn_as_in_PyTorch(string name)
    {
        IReadOnlyDictionary<string, Tensor> golden = Golden.Read("class_axis");
        var options = new CrossEntropyOptions
        {
            LabelSmoothing = name == "smooth" ? 0.1 : 0,
            ClassWeights = name == "weighted" ? golden["weight"] : null,
        };
        foreach (int axis in (int[])[-1, 2])
        {
            var loss = new CrossEntropyLoss(options, axis);
            foreach (Reduction reduction in (Reduction[])[Reduction.Mean, Reduction.Sum])
            {
                string key = $"{name}.{reduction.ToString().ToLowerInvariant()}";
                Tensor x = Leaf(golden["in"]);
                Tensor value = loss.Compute(x, golden["target"], reduction);
                value.Backward();
                Golden.Close(golden[key], value, 1e-12, 1e-12, key);
                Golden.Close(golden[key + ".g"], x.Grad, 1e-12, 1e-12, key + ".g");
            }

            Golden.Close(golden[$"{name}.none"], loss.Compute(golden["in"], golden["target"], Reduction.None), 1e-12, 1e-12, name);
            Golden.Close(golden["softmax"], loss.Activation(golden["in"]), 1e-12, 1e-12, "softmax");
            Golden.Close(golden["argmax"], loss.Decode(golden["in"]), 0, 0, "argmax");
        }
    }

    [Fact]
    public void Focal_and_smoothed_losses_have_the_axis_too()
    {
        IReadOnlyDictionary<string, Tensor> golden = Golden.Read("class_axis");
        Tensor x = golden["in"];
        Tensor target = golden["target"];
        Golden.Close(golden["smooth.mean"], CrossEntropyLoss.LabelSmoothing(0.1, -1).Compute(x, target), 1e-12, 1e-12, "smooth");
        double expected = new FocalLoss().Compute(x.Permute(0, 2, 1), target).Item();
        var focal = new FocalLoss(axis: -1);
        Assert.Equal(expected, focal.Compute(x, target).Item(), 1e-12);
        Golden.Close(golden["argmax"], focal.Decode(x), 0, 0, "argmax");
        Golden.Close(golden["softmax"], focal.Activation(x), 1e-12, 1e-12, "softmax");
        Assert.Equal(((PredictionKind?)null, PredictionKind.Classes), (focal.Kind, new FocalLoss().Kind));
        Assert.Null(new CrossEntropyLoss(axis: -1).Kind);
    }

    [Fact]
    public void For_classes_alone_the_last_axis_is_the_second()
    {
        IReadOnlyDictionary<string, Tensor> golden = Golden.Read("cross_entropy");
        var loss = new CrossEntropyLoss(axis: -1);
        Golden.Close(golden["plain.mean"], loss.Compute(golden["in"], golden["target"]), 1e-12, 1e-12, "mean");
        Golden.Close(golden["plain.mean"], loss.Compute(golden["in"], golden["target"].Reshape(6, 1)), 1e-12, 1e-12, "column");
        Golden.Close(golden["argmax"], loss.Decode(golden["in"]), 0, 0, "argmax");
    }

    [Fact]
    public void An_axis_that_holds_no_classes_is_refused()
    {
        Tensor x = Tensor.Zeros([2, 3, 4]);
        Tensor target = Tensor.Zeros([2, 3], DType.Int64);
        Assert.Throws<ArgumentOutOfRangeException>(() => new CrossEntropyLoss(axis: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => CrossEntropyLoss.LabelSmoothing(axis: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FocalLoss(axis: 0));
        foreach (int axis in (int[])[3, -3, -4])
        {
            var loss = new CrossEntropyLoss(axis: axis);
            foreach (Func<Tensor> use in (Func<Tensor>[])[() => loss.Compute(x, target), () => loss.Activation(x), () => loss.Decode(x)])
            {
                string message = Assert.Throws<ShapeException>(use).Message;
                Assert.Contains($"axis {axis}", message);
                Assert.Contains("[2, 3, 4]", message);
                Assert.Contains("1 to 2", message);
            }
        }

        // Classes of text with the axis of masks: the error names the axis that would fit.
        string hint = Assert.Throws<ShapeException>(() => new CrossEntropyLoss().Compute(x, target)).Message;
        Assert.Contains("[2, 4]", hint);
        Assert.Contains("axis: -1", hint);
    }

    [Fact]
    public void Whole_numbers_are_compared_item_by_item_as_in_fastai()
    {
        IReadOnlyDictionary<string, Tensor> golden = Golden.Read("flat_losses");
        Tensor target = golden["target"];
        (string Name, Loss Loss)[] losses = [("logits", new BceWithLogitsLoss()), ("mse", new MseLoss()), ("l1", new L1Loss()), ("bce", new BceLoss())];
        foreach ((string name, Loss loss) in losses)
        {
            foreach (Reduction reduction in Enum.GetValues<Reduction>())
            {
                string key = $"{name}.{reduction.ToString().ToLowerInvariant()}";
                foreach (Tensor answers in (Tensor[])[target, target.Reshape(6, 1), target.To(DType.Float32), target.To(DType.Float64).Reshape(6, 1)])
                {
                    Tensor x = Leaf(golden["in"]);
                    Tensor value = loss.Compute(name == "bce" ? x.Sigmoid() : x, answers, reduction);
                    value.Sum().Backward();
                    Golden.Close(golden[key], value, 1e-12, 1e-12, key);
                    Golden.Close(golden[key + ".g"], x.Grad, 1e-12, 1e-12, key + ".g");
                }
            }
        }
    }

    [Fact]
    public void Yes_or_no_losses_refuse_other_classes_and_other_lengths()
    {
        foreach (Loss loss in (Loss[])[new BceWithLogitsLoss(), new BceLoss()])
        {
            HoneException classes = Assert.Throws<HoneException>(() => loss.Compute(Tensor.Zeros([3, 1]), Tensor.From<long>([0, 1, 2], [3])));
            Assert.Contains("2 in a target Int64 [3]", classes.Message);
            Assert.Contains("CrossEntropyLoss", classes.Message);
            Assert.Contains("prediction [3, 2], target [3]", Assert.Throws<ShapeException>(() => loss.Compute(Tensor.Zeros([3, 2]), Tensor.Zeros([3]))).Message);
        }
    }

    [Fact]
    public void Weights_of_labels_keep_their_places()
    {
        Tensor x = Tensor.From<double>([0.5, -1, 2, 0.25], [2, 2]);
        Tensor target = Tensor.From<long>([1, 0, 1, 1], [2, 2]);
        Tensor weight = Tensor.From<double>([1, 3], [2]);

        // ln(1 + e^-x) for a one, ln(1 + e^x) for a zero; the second label counts three times, or its ones do.
        double[] losses = [Math.Log(1 + Math.Exp(-0.5)), Math.Log(1 + Math.Exp(-1)), Math.Log(1 + Math.Exp(-2)), Math.Log(1 + Math.Exp(-0.25))];
        double weighted = losses[0] + (3 * losses[1]) + losses[2] + (3 * losses[3]);
        double positive = losses[0] + losses[1] + losses[2] + (3 * losses[3]);
        Assert.Equal(weighted, new BceWithLogitsLoss(new() { Weight = weight }).Compute(x, target, Reduction.Sum).Item(), 1e-12);
        Assert.Equal(weighted, new BceWithLogitsLoss(new() { Weight = weight }).Compute(x, target.Reshape(2, 1, 2), Reduction.Sum).Item(), 1e-12);
        var loss = new BceWithLogitsLoss(new() { PositiveWeight = weight });
        Assert.Equal(positive, loss.Compute(x, target, Reduction.Sum).Item(), 1e-12);
        Assert.Contains("[2, 1, 2]", Assert.Throws<ShapeException>(() => loss.Compute(x, target.Reshape(2, 1, 2))).Message);
    }

    private static Tensor Leaf(Tensor values)
    {
        Tensor x = Tensor.From(values.ToArray<double>(), values.Shape);
        x.RequiresGrad = true;
        return x;
    }

    [Fact]
    public void A_reduction_without_a_name_is_refused()
    {
        Tensor x = Tensor.Zeros([2, 3]);
        Tensor classes = Tensor.From([0L, 2], [2]);
        var reduction = (Reduction)9;
        Action[] uses =
        [
            () => new CrossEntropyLoss().Compute(x, classes, reduction),
            () => new FocalLoss().Compute(x, classes, reduction),
            () => new MseLoss().Compute(x, x, reduction),
            () => new L1Loss().Compute(x, x, reduction),
            () => new BceLoss().Compute(x, x, reduction),
            () => new BceWithLogitsLoss().Compute(x, x, reduction),
            () => new DiceLoss().Compute(Tensor.Zeros([2, 3, 4]), Tensor.Zeros([2, 4], DType.Int64), reduction),
        ];
        Assert.All(uses, use => Assert.Contains("(Reduction)9", Assert.Throws<HoneException>(use).Message));
    }
}

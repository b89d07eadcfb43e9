namespace Hone.Nn.Tests.Models;

public sealed class ModelTests
{
    [Fact]
    public void The_compact_residual_net_has_the_published_number_of_parameters()
    {
        // miniai's 1,228,908 less the biases of convolutions before a normalization: 2 * (8 + 16 + 32 + 64 + 128 + 256).
        Sequential model = SmallResNet.Create().Initialize(1);
        Assert.Equal(1_228_908 - 1008, model.ParameterCount);
        Assert.Equal([2, 10], model.Forward(Tensor.Zeros([2, 1, 28, 28])).Shape);
    }

    [Fact]
    public void The_wide_residual_net_takes_other_sizes_and_channels()
    {
        Sequential model = SmallResNet.Create(SmallResNetOptions.Wide with { Widths = [16, 32, 64], InChannels = 3, Classes = 4 }).Initialize(1);
        Assert.Equal([2, 4], model.Forward(Tensor.Zeros([2, 3, 20, 17])).Shape);
        Assert.Contains(model, m => m is Dropout);
    }

    [Fact]
    public void The_net_for_small_color_images_has_its_number_of_parameters()
    {
        // 1,641,312 weights of convolutions, 2,240 of norms, 2,570 of the last layer.
        Sequential model = ResNet9.Create().Initialize(1);
        Assert.Equal(1_641_312 + 2_240 + 2_570, model.ParameterCount);
        Assert.Equal([2, 10], model.Forward(Tensor.Zeros([2, 3, 32, 32])).Shape);
    }

    [Fact]
    public void CifarNet_has_its_number_of_parameters_and_begins_by_handing_channels_on()
    {
        // 1,640,448 weights of identities and 896 of the first layer with its bias; 2,176 of norms; 2,560 of the last layer.
        Sequential model = CifarNet.Create().Initialize(1);
        Assert.Equal(1_640_448 + 896 + 2_176 + 2_560, model.ParameterCount);
        Tensor pictures = Tensor.From(new RandomStream(1, "x").Floats(2 * 3 * 32 * 32), [2, 3, 32, 32]);
        Assert.Equal([2, 10], model.Forward(pictures).Shape);

        var h = Tensor.From(new RandomStream(1, "h").Floats(2 * 32 * 8 * 8), [2, 32, 8, 8]);
        Tensor handed = model[2].Forward(h); // [2, 64, 8, 8]
        Golden.Close(h, handed.Narrow(1, 0, 32), 0, 1e-5, "the first half");
    }

    [Fact]
    public void A_perceptron_and_a_logistic_regression_flatten_their_input()
    {
        Tensor x = Tensor.Ones([2, 1, 4, 5]);
        Assert.Equal([2, 3], MultilayerPerceptron.Create(20, [8, 6], 3).Initialize(1).Forward(x).Shape);
        Sequential logistic = LogisticRegression.Create(20, 3).Initialize(1);
        Assert.Equal([2, 3], logistic.Forward(x).Shape);
        Assert.Equal(63, logistic.ParameterCount);
    }

    [Fact]
    public void One_batch_can_be_overfitted()
    {
        Sequential model = SmallResNet.Create(new() { Widths = [4, 8], Classes = 3 }).Initialize(3);
        var optimizer = new AdamW(model.Parameters(), new() { LearningRate = 0.02 });
        var loss = new CrossEntropyLoss();
        Tensor x = Tensor.From(new RandomStream(1, "x").Floats(12 * 64), [12, 1, 8, 8]);
        long[] classes = [.. Enumerable.Range(0, 12).Select(i => (long)(i % 3))];
        Tensor y = Tensor.From(classes, [12]);
        for (int step = 0; step < 60; step++)
        {
            using (StepScope.Begin())
            {
                loss.Compute(model.Forward(x), y).Backward();
                optimizer.Step();
                optimizer.ZeroGrad();
            }
        }

        Assert.Equal(classes, loss.Decode(model.Forward(x)).ToArray<long>());
    }
}

namespace Hone.Nn.Tests.Layers;

public sealed class DilatedMaxPoolTests
{
    [Fact]
    public void Layers_pass_their_dilation_to_the_operation()
    {
        Tensor x = Tensor.Arange(0, 2 * 9 * 8).To(DType.Float32).Reshape(1, 2, 9, 8).Sin();
        Assert.Equal(
            x.MaxPool2d((2, 3), 2, (1, 0), true, (3, 2)).ToArray<float>(),
            new MaxPool2d((2, 3), new() { Stride = 2, Padding = (1, 0), CeilMode = true, Dilation = (3, 2) }).Forward(x).ToArray<float>());
        Tensor sequence = x.Reshape(2, 9, 8);
        Assert.Equal(sequence.MaxPool1d(3, 1, 1, dilation: 2).ToArray<float>(), new MaxPool1d(3, new() { Stride = 1, Padding = 1, Dilation = 2 }).Forward(sequence).ToArray<float>());
        Assert.Equal(sequence.MaxPool1d(3).ToArray<float>(), new MaxPool1d(3).Forward(sequence).ToArray<float>());
        Assert.Equal(x.MaxPool2d(3).ToArray<float>(), new MaxPool2d(3).Forward(x).ToArray<float>());
    }
}

using Hone.Nn;

namespace Hone.Learn.Tests;

public sealed class MultiScaleFlipTests
{
    [Fact]
    public void One_size_without_mirror_is_the_log_of_the_softmax_of_the_net()
    {
        Module net = Net();
        Tensor x = Tensor.RandomNormal([2, 3, 8, 12], new RandomStream(1, "picture"));
        Tensor y = new MultiScaleFlip(net, new() { Scales = [1], Flip = false }).Forward(x);
        Expected.Near(net.Forward(x).LogSoftmax(1).ToArray<float>(), y.ToArray<float>());
    }

    [Fact]
    public void What_is_said_of_the_mirror_image_is_the_mirror_image_of_what_is_said()
    {
        var many = new MultiScaleFlip(Net(), new() { Scales = [0.75, 1, 1.5], Multiple = 4 });
        Tensor x = Tensor.RandomNormal([2, 3, 16, 24], new RandomStream(2, "picture"));
        Expected.Near(many.Forward(x).Flip(3).ToArray<float>(), many.Forward(x.Flip(3)).ToArray<float>());
    }

    [Fact]
    public void The_probabilities_of_a_pixel_add_up_to_one_in_the_size_of_the_picture()
    {
        Tensor y = new MultiScaleFlip(Net()).Forward(Tensor.RandomNormal([1, 3, 45, 60], new RandomStream(3, "picture")));
        Assert.Equal([1, 4, 45, 60], y.Shape.ToArray());
        Expected.Near([.. Enumerable.Repeat(1f, 45 * 60)], y.Exp().Sum([1]).ToArray<float>());
    }

    [Fact]
    public void No_size_and_a_size_of_nothing_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new MultiScaleFlip(Net(), new() { Scales = [] }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MultiScaleFlip(Net(), new() { Scales = [1, 0] }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MultiScaleFlip(Net(), new() { Multiple = 0 }));
    }

    private static Module Net() => new Conv2d(3, 4, 3, new() { Padding = 1 }).Initialize(5);

    private static class Expected
    {
        public static void Near(float[] expected, float[] actual)
        {
            Assert.Equal(expected.Length, actual.Length);
            for (int i = 0; i < expected.Length; i++)
            {
                Assert.Equal(expected[i], actual[i], 1e-5f);
            }
        }
    }
}

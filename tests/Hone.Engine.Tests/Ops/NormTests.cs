namespace Hone.Engine.Tests.Ops;

/// <summary>Norms of any order at the numbers where a formula divides by zero. What PyTorch gives was written down from torch 1.13.</summary>
public sealed class NormTests
{
    private static readonly double[] Rows = [1, -2, 0, 3, 2, -1.5, 0.5, 1, 0, 0, 0, 0];

    [Theory]
    [InlineData(0, new[] { 3.0, 4, 0 }, new double[] { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 })]
    [InlineData(double.NegativeInfinity, new[] { 0, 0.5, 0 }, new double[] { 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0 })]
    [InlineData(double.PositiveInfinity, new[] { 3.0, 2, 0 }, new double[] { 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0 })]
    [InlineData(
        0.5,
        new[] { 17.191508225450303, 18.88828285260909, 0 },
        new[] { 4.146264369941973, -2.9318516525781364, 0, 2.3938468501173524, 3.073132184970986, -3.5485473884966034, 6.146264369941972, 4.346065214951231, 0, 0, 0, 0 })]
    [InlineData(-1, new[] { 0, 0.24, 0 }, new[] { 0, 0, 0, 0, 0.0144, -0.0256, 0.2304, 0.0576, 0, 0, 0, 0 })]
    [InlineData(
        3,
        new[] { 3.3019272488946263, 2.320794416806389, 0 },
        new[] { 0.0917202013581841, -0.3668808054327364, 0, 0.8254818122236569, 0.7426542133780448, -0.4177429950251502, 0.0464158883361278, 0.1856635533445112, 0, 0, 0, 0 })]
    [InlineData(
        1.25,
        new[] { 4.919531041030522, 3.8876143491374746, 0 },
        new[] { 0.6714583419321324, -0.7985030376536217, 0, 0.8836888745970483, 0.8469089156038332, -0.7881375520778173, 0.5988550372708159, 0.7121626711776741, 0, 0, 0, 0 })]
    public void Zeros_have_the_norms_and_gradients_of_PyTorch(double p, double[] norms, double[] gradients)
    {
        Tensor x = Tensor.From(Rows, [3, 4]);
        x.RequiresGrad = true;
        Tensor y = x.Norm([1], p);
        Assert.All(norms.Zip(y.ToArray<double>()), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        y.Sum().Backward();
        Assert.All(gradients.Zip(x.Grad!.ToArray<double>()), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    [Fact]
    public void An_infinite_element_does_what_it_does_in_PyTorch()
    {
        (double value, float[] gradient) = OfInfinity(0.5);
        Assert.Equal(double.PositiveInfinity, value);
        Assert.Equal([float.NaN, float.PositiveInfinity, float.PositiveInfinity], gradient);
        (value, gradient) = OfInfinity(3);
        Assert.Equal(double.PositiveInfinity, value);
        Assert.Equal([float.NaN, 0, 0], gradient);
        (value, gradient) = OfInfinity(-1);
        Assert.Equal(2 / 3.0, value, 1e-6);
        Assert.All(gradient.Zip([0, 4 / 9f, 1 / 9f]), pair => Assert.Equal(pair.Second, pair.First, 1e-6));

        static (double Value, float[] Gradient) OfInfinity(double p)
        {
            Tensor x = Tensor.From([float.PositiveInfinity, 1, 2], [3]);
            x.RequiresGrad = true;
            Tensor y = x.Norm(p: p);
            y.Backward();
            return (y.Item(), x.Grad!.ToArray<float>());
        }
    }

    [Fact]
    public void No_elements_have_a_norm_where_a_sum_begins_at_zero()
    {
        Tensor none = Tensor.Zeros([0]);
        Assert.All(new[] { 0, 0.5, 3 }, p => Assert.Equal(0, none.Norm(p: p).Item()));
        Assert.All(new[] { -1, double.NegativeInfinity, double.PositiveInfinity }, p => Assert.Contains("shape [0]", Assert.Throws<ShapeException>(() => none.Norm(p: p)).Message));
        Assert.Equal([0], Tensor.Zeros([0, 4]).Norm([1], -1).Shape);
        Assert.Equal(1, Tensor.From([float.NaN, 0], [2]).Norm(p: 0).Item());
    }
}

using Hone.Autograd;
using Hone.Engine.Tests.Ops;
using Hone.Testing;

namespace Hone.Engine.Tests.Autograd;

/// <summary>Taps show gradients and change none.</summary>
public sealed class GradientTapTests
{
    [Fact]
    [ChecksGradientOf(typeof(GradientTap))]
    public void Gradient_matches_finite_differences()
    {
        foreach (Tensor x in (Tensor[])[TestTensors.Normal(1), TestTensors.Normal(1, 3, 4), TestTensors.Normal(1, 0, 4), TestTensors.Transposed(1, 4, 5)])
        {
            GradCheck.Check(t => t[0].Tapped(static _ => { }), [x]);
            GradCheck.Check(t => t[0].Tapped(static _ => { }) * t[0], [x]);
            GradCheck.Check(t => WithTappedResult(t[0]), [x]);
        }
    }

    [Fact]
    public void Each_tap_shows_what_comes_from_behind_it_alone()
    {
        // y = 5 tapped(x) + 3 x, and the sum once more before it is tapped: the taps see 5 and 2, x gets 3 (5 + 3).
        Tensor x = Tensor.From<float>([1, 2], [2]);
        x.RequiresGrad = true;
        var seen = new List<float[]>();
        Tensor y = (x.Tapped(gradient => seen.Add(gradient.ToArray<float>())) * 5) + (x * 3);
        Tensor before = y * 1;
        y.TapResult(gradient => seen.Add(gradient.ToArray<float>()));

        ((y * 2) + before).Sum().Backward();

        Assert.Equal([[2f, 2f], [15f, 15f]], seen);
        Assert.Equal([24f, 24f], x.Grad!.ToArray<float>());
    }

    [Fact]
    public void Nothing_is_tapped_where_nothing_is_recorded()
    {
        Tensor x = Tensor.From<float>([1, 2], [2]);
        Assert.Same(x, x.Tapped(static _ => { }));
        x.TapResult(static _ => { });
        Assert.Null(x.Producer);
        x.RequiresGrad = true;
        x.TapResult(static _ => { });
        Assert.Null(x.Producer);
        Tensor y = x * 2;
        using NoGrad none = NoGrad.Enter();
        Assert.Same(y, y.Tapped(static _ => { }));
        Node? producer = y.Producer;
        y.TapResult(static _ => { });
        Assert.Same(producer, y.Producer);
    }

    private static Tensor WithTappedResult(Tensor x)
    {
        Tensor y = x * x;
        y.TapResult(static _ => { });
        return y + (y * x);
    }
}

namespace Hone.Engine.Tests.Autograd;

/// <summary>Scopes by their constructors: whoever writes <c>new</c>, as in Python, gets what the named methods give.</summary>
public sealed class ScopeTests
{
    [Fact]
    public void A_new_NoGrad_stops_recording_until_it_is_disposed()
    {
        Assert.True(NoGrad.IsRecording);
        using (new NoGrad())
        {
            Assert.False(NoGrad.IsRecording);
            using (NoGrad.Enter())
            {
                Assert.False(NoGrad.IsRecording);
            }

            Assert.False(NoGrad.IsRecording);
        }

        Assert.True(NoGrad.IsRecording);
    }

    [Fact]
    public void A_NoGrad_that_nobody_entered_changes_nothing()
    {
        NoGrad none = default;
        none.Dispose();
        Assert.True(NoGrad.IsRecording);
        using (NoGrad.Enter())
        {
            none.Dispose();
            Assert.False(NoGrad.IsRecording);
        }
    }

    [Fact]
    public void A_new_StepScope_owns_what_is_made_in_it()
    {
        Tensor x;
        using (var step = new StepScope())
        {
            x = step.Rent([3]);
            Assert.Equal([3], x.Shape);
        }

        Assert.Throws<TensorReleasedException>(() => x.ToArray<float>());
    }
}

using Hone.Learn;

namespace Hone.Method;

/// <summary>Ends a recipe where its first fit would read its first batch: all its parameters are named then.</summary>
internal sealed class ReachedCallback(Recipe recipe) : Callback
{
    public override void BeforeFit(LoopState state)
    {
        recipe.Begin(null);
        throw new LearnerReadyException();
    }
}

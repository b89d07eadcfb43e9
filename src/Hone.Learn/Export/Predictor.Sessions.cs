using Hone.Nn;

namespace Hone.Learn;

public sealed partial class Predictor
{
    /// <summary>Those that wait for a call: as many as there were calls at once.</summary>
    private readonly Stack<PredictorSession> _sessions = new();

    private readonly bool _keepsNothing;

    private PredictorSession TakeSession()
    {
        lock (_sessions)
        {
            if (_sessions.TryPop(out PredictorSession? session))
            {
                return session;
            }
        }

        return new PredictorSession(_layout, _keepsNothing);
    }

    private void GiveSession(PredictorSession session)
    {
        session.Forget();
        lock (_sessions)
        {
            _sessions.Push(session);
        }
    }

    /// <summary>
    /// Whether all layers and transforms are Hone's, which keep no tensor from one call to the next. What somebody else has written may, and would find another
    /// tensor in its place: there each call makes its own.
    /// </summary>
    private static bool KeepNothing(Module model, IEnumerable<BatchTransform> transforms) =>
        model.Modules().Concat<object>(transforms).All(part => part.GetType().Assembly is { } home && (home == typeof(Module).Assembly || home == typeof(Predictor).Assembly));
}

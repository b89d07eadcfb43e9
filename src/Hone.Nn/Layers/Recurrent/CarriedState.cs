namespace Hone.Nn;

/// <summary>The last states of a recurrent layer, without their history, until the next batch: <c>[layers * directions, batch, hidden]</c>.</summary>
internal sealed class CarriedState
{
    private Tensor? _state;

    /// <summary>The states for a batch; null when there are none.</summary>
    /// <param name="batch">Rows of the batch; rows that the last one did not have begin with zeros.</param>
    /// <param name="type">Element type of the batch; states of another one are forgotten.</param>
    public Tensor? For(int batch, DType type)
    {
        if (_state is null || _state.DType != type)
        {
            return null;
        }

        // A copy that belongs to the step: backward reads it after the next states have been written.
        int rows = Math.Min(batch, _state.Shape[1]);
        Tensor states = _state.Narrow(1, 0, rows);
        Tensor rest = Tensor.Zeros([_state.Shape[0], batch - rows, _state.Shape[2]], type);
        return Tensor.Cat([states, rest], axis: 1);
    }

    /// <summary>Stores the states after a batch.</summary>
    public void Store(Tensor states)
    {
        Tensor values = states.Detach();
        if (_state is null || _state.Shape != values.Shape || _state.DType != values.DType)
        {
            _state = values.ContiguousCopy().Keep();
        }
        else
        {
            _state.CopyFrom(values);
        }
    }

    /// <summary>Forgets the states.</summary>
    public void Clear() => _state = null;
}

#!/usr/bin/env python3
"""Writes the training logs of this folder, each by the library whose format it is.

    python3 -m venv env && env/bin/pip install transformers==5.23.0 wandb==0.31.0 tensorboardX==2.6.5 tensorboard==2.21.0 orjson tqdm
    env/bin/pip download --no-deps verl==0.9.1 && unzip -d verl_wheel verl-0.9.1-*.whl
    env/bin/python make.py verl_wheel

verl's two loggers are loaded from its wheel by themselves, for the whole package needs torch and ray; the module torch,
which one of them imports and does not use here, is an empty one. OpenRLHF needs CUDA to be installed: its line is written
here as openrlhf/trainer/ppo_trainer.py does (`Global step N: {status}`), through its Python logger's layout.
All numbers are those of `rows`, so that the tests know them.
"""

import importlib.util
import io
import json
import math
import os
import shutil
import sys
import tempfile
import types
from contextlib import redirect_stdout

HERE = os.path.dirname(os.path.abspath(__file__))
STEPS = 12


def row(step):
    """One step's metrics, the same in every format."""
    return {
        "reward": (step * step % 17) / 16,
        "entropy": 1.5 * math.exp(-step / 5),
        "length": 200.0 + 7.25 * step,
        "kl": step / 1000,
        "label": (40 - step) / 64,
        "agreement": (60 - step) / 64,
    }


def path(name):
    return os.path.join(HERE, name)


def verl_metrics(step):
    import numpy as np

    r = row(step)
    metrics = {
        "actor/entropy": r["entropy"],
        "actor/kl_loss": np.float64(r["kl"]),
        "actor/grad_norm": 0.5,
        "critic/rewards/mean": r["reward"],
        "critic/rewards/max": 1.0,
        "response_length/mean": np.float64(r["length"]),
        "response_length/clip_ratio": 0.125,
        "train/label_accuracy": np.float64(r["label"]),
        "train/reward_accuracy": r["agreement"],
        "train/majority_ratio": 0.75,
        "train/pass@8": 0.875,
        "train/total_tokens(B)": 1e-05 * step,
        "training/global_step": step,
        "perf/throughput": float("nan") if step == 3 else 512.0,
    }
    if step % 4 == 0:
        metrics["val-core/openai/gsm8k/acc/mean@4"] = np.float64(0.5 + step / 100)
    return metrics


def load(name, file):
    spec = importlib.util.spec_from_file_location(name, file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def verl(wheel):
    sys.modules["torch"] = types.ModuleType("torch")
    aggregate = load("aggregate_logger", os.path.join(wheel, "verl/utils/logger/aggregate_logger.py"))
    tracking = load("tracking", os.path.join(wheel, "verl/utils/tracking.py"))
    del sys.modules["torch"]
    os.environ["VERL_FILE_LOGGER_PATH"] = path("verl_file.jsonl")
    logger = tracking.FileLogger("project", "experiment")
    for step in range(1, STEPS + 1):
        logger.log(verl_metrics(step), step)
    logger.finish()

    text = io.StringIO()
    with redirect_stdout(text):
        console = aggregate.LocalLogger()
        console.log({"val-core/openai/gsm8k/acc/mean@4": 0.5}, 0)
        for step in range(1, STEPS + 1):
            console.log(verl_metrics(step), step)
    # Ray puts the process before each line, in cyan; the bar comes from standard error.
    prefix = "\x1b[36m(main_task pid=4711)\x1b[0m "
    lines = [prefix + "{'actor_rollout_ref': {'actor': {'clip_ratio': 0.2,"]
    lines += [prefix + "                                  'entropy_coeff': 0.0}}}"]
    lines += ["(WorkerDict pid=4712) step:7 of the warm-up is no line of metrics"]
    for index, line in enumerate(text.getvalue().splitlines()):
        lines.append(prefix + f"Training Progress:  {index}%|          | {index}/{STEPS} [00:0{index % 10}<?, ?it/s]")
        lines.append(prefix + line)
    with open(path("verl_console.log"), "w", newline="") as file:
        file.write("\n".join(lines) + "\n")


def trl_logs(step, old):
    r = row(step)
    logs = {"loss": 0.0125, "grad_norm": 0.25, "learning_rate": 1e-06, "reward": r["reward"], "kl": r["kl"]}
    if old:
        logs |= {"reward_std": 0.5, "completion_length": r["length"]}
    else:
        logs |= {
            "num_tokens": 1000.0 * step,
            "completions/mean_length": r["length"],
            "completions/clipped_ratio": 0.125,
            "entropy": r["entropy"],
            "frac_reward_zero_std": 0.0,
        }
    return logs


def trainer():
    from transformers.trainer_callback import TrainerState

    for name, old in [("trainer_state.json", False), ("trainer_state_old.json", True)]:
        state = TrainerState(max_steps=STEPS, logging_steps=1, global_step=STEPS)
        for step in range(1, STEPS + 1):
            logs = trl_logs(step, old)
            if step == 3:
                logs["grad_norm"] = float("nan")
            state.log_history.append({**logs, "epoch": step / STEPS, "step": step})
            if step % 6 == 0:
                state.log_history.append({"eval_loss": 0.5, "eval_reward": 0.25, "epoch": step / STEPS, "step": step})
        state.log_history.append({"train_runtime": 9.5, "train_loss": 0.0125, "epoch": 1.0, "step": STEPS})
        state.save_to_json(path(name))


def trainer_console():
    """ProgressCallback's own writing, with the bar and the logs in one file as `2>&1` puts them."""
    from tqdm import tqdm
    from transformers.trainer_callback import ProgressCallback, TrainerControl, TrainerState

    out = io.StringIO()
    real_out, real_err = sys.stdout, sys.stderr
    sys.stdout = sys.stderr = out
    try:
        state = TrainerState(max_steps=2 * STEPS, is_world_process_zero=True)
        callback = ProgressCallback()
        callback.training_bar = tqdm(total=2 * STEPS, mininterval=0, file=out)
        for step in range(1, 2 * STEPS + 1):
            callback.training_bar.update(1)
            state.global_step = step
            if step % 2 == 0:
                logs = {**trl_logs(step // 2, False), "epoch": step / STEPS}
                if step == 6:
                    logs["grad_norm"] = float("nan")
                callback.on_log(None, state, TrainerControl(), logs=logs)
        callback.training_bar.close()
    finally:
        sys.stdout, sys.stderr = real_out, real_err
    with open(path("trainer_console.log"), "w", newline="") as file:
        file.write("Map: 100%|##########| 8/8 [00:00<00:00, 99.0 examples/s]\n" + out.getvalue())
    # Before version 5 the numbers stood there as Python's own.
    with open(path("trainer_console_old.log"), "w", newline="") as file:
        for step in range(1, STEPS + 1):
            print({**trl_logs(step, True), "epoch": round(step / STEPS, 2)}, file=file)


def tensorboard():
    from tensorboardX import SummaryWriter

    folder = tempfile.mkdtemp()
    writer = SummaryWriter(folder)
    writer.add_text("note", "a run without meaning")
    for step in range(1, STEPS + 1):
        for key, value in verl_metrics(step).items():
            writer.add_scalar(key, value, step)
    writer.close()
    name = next(n for n in os.listdir(folder) if "tfevents" in n)
    shutil.copy(os.path.join(folder, name), path("tensorboardx.tfevents"))
    shutil.rmtree(folder)

    # Scalars as tensors, as tf.summary writes them, through TensorBoard's own record writer.
    from tensorboard.compat.proto.event_pb2 import Event
    from tensorboard.compat.proto.summary_pb2 import Summary
    from tensorboard.summary.writer.event_file_writer import EventFileWriter
    from tensorboard.plugins.scalar import metadata
    from tensorboard.util import tensor_util
    import numpy as np

    folder = tempfile.mkdtemp()
    writer = EventFileWriter(folder)
    for step in range(1, STEPS + 1):
        summary = Summary()
        for tag, key in [("reward", "reward"), ("entropy", "entropy"), ("completions/mean_length", "length")]:
            summary.value.add(
                tag=tag,
                metadata=metadata.create_summary_metadata(display_name="", description=""),
                tensor=tensor_util.make_tensor_proto(np.float32(row(step)[key])),
            )
        writer.add_event(Event(step=step, wall_time=1.0 + step, summary=summary))
    writer.close()
    name = next(n for n in os.listdir(folder) if "tfevents" in n)
    shutil.copy(os.path.join(folder, name), path("tensorboard_tensors.tfevents"))
    shutil.rmtree(folder)


def wandb_run():
    import wandb

    folder = tempfile.mkdtemp()
    settings = wandb.Settings(
        console="off", disable_git=True, x_disable_meta=True, x_disable_stats=True, x_disable_machine_info=True
    )
    run = wandb.init(project="p", name="fixture", mode="offline", dir=folder, settings=settings)
    for step in range(1, STEPS + 1):
        run.log({f"train/{k}": v for k, v in trl_logs(step, False).items()} | {"train/global_step": 10 * step})
    run.finish()
    for root, _, files in os.walk(folder):
        for name in files:
            if name.endswith(".wandb"):
                shutil.copy(os.path.join(root, name), path("wandb_offline.wandb"))
    shutil.rmtree(folder)


def wandb_exports():
    """The layouts of a chart's CSV export and of the former history file, which no library writes on this side."""
    runs = {"fixture": 0.0, "other - run": 0.25}
    for name, chosen in [("wandb_chart.csv", ["fixture"]), ("wandb_chart_two_runs.csv", list(runs))]:
        header = ["Step"]
        for run in chosen:
            header += [f"{run} - train/reward", f"{run} - train/reward__MIN", f"{run} - train/reward__MAX"]
        with open(path(name), "w", newline="") as file:
            file.write(",".join(f'"{h}"' for h in header) + "\n")
            for step in range(1, STEPS + 1):
                cells = [str(step)]
                for run in chosen:
                    value = row(step)["reward"] / 2 + runs[run]
                    cells += ["", "", ""] if step == 5 else [str(value)] * 3
                file.write(",".join(f'"{c}"' for c in cells) + "\n")
    with open(path("wandb-history.jsonl"), "w") as file:
        for step in range(1, STEPS + 1):
            r = row(step)
            record = {"_step": step - 1, "_runtime": 2.5 * step, "_timestamp": 1.7e9 + step, "reward": r["reward"],
                      "entropy": float("nan") if step == 2 else r["entropy"], "histogram": {"_type": "histogram", "bins": [1]}}
            file.write(json.dumps(record) + "\n")


def openrlhf():
    with open(path("openrlhf_console.log"), "w") as file:
        print("(PPOTrainer pid=99) Episode [1/1]:   8%|8         | 1/12 [00:03<00:40,  3.6s/it]", file=file)
        for step in range(1, STEPS + 1):
            r = row(step)
            status = {
                "policy_loss": -0.001, "actor_lr": 5e-07, "kl": r["kl"], "reward": r["reward"],
                "response_length": r["length"], "total_length": r["length"] + 80, "return": r["reward"] - r["kl"],
                "entropy_loss": r["entropy"], "actor_grad_norm": 0.5, "timing/step_total": 3.5,
            }
            print(f"(PPOTrainer pid=99) INFO 11-23 22:0{step % 10}:00 ppo_trainer.py:551] ✨ Global step {step}: {status}",
                  file=file)


if __name__ == "__main__":
    verl(sys.argv[1])
    trainer()
    trainer_console()
    tensorboard()
    wandb_run()
    wandb_exports()
    openrlhf()

(* Something meets the conditions of each theorem of AuditGroups.v; see MetSteps.v.

   group              == two rollouts with different answers
   fair               == a fair walk on 0, 1, 2
   crowd0             == the population of MetSteps.v before any step           *)

From Coq Require Import Reals Lra.
From mathcomp Require Import ssreflect ssrfun ssrbool eqtype ssrnat seq choice.
From mathcomp Require Import fintype finfun bigop finset.
From Coquelicot Require Import Coquelicot.
From Sharpening Require Import Sums Policy Odds Comonotone Counterexamples Order.
From Sharpening Require Import Examples Instances Inhabited Conditions AuditGroups MetSteps MetRewards.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Open Scope R_scope.

Definition group : {ffun 'I_2 -> 'I_3} := [ffun i => if i == ord0 then first else second].

Example T27_group_gradient_inhabited : ltac:(conditions_of (@T27_group_gradient)).
Proof. by exists [finType of 'I_3], 2%N, group, first, ranked; met. Qed.

Example T27_leave_one_out_inhabited : ltac:(conditions_of (@T27_leave_one_out)).
Proof. by exists [finType of 'I_3], 2%N, group, first, ranked; split=> //; exists first. Qed.

Example T27_silent_inhabited : ltac:(conditions_of (@T27_silent)).
Proof.
by exists [finType of 'I_3], 2%N, group, first, ranked; split=> //; split=> //; exists ord0; rewrite ffunE.
Qed.

Example T27_unanimous_inhabited : ltac:(conditions_of (@T27_unanimous)).
Proof. by exists [finType of 'I_3], 2%N, ranked. Qed.

Example T28_logged_reward_inhabited : ltac:(conditions_of (@T28_logged_reward)).
Proof. by exists [finType of 'I_3], ranked, 7%N, first. Qed.

(* A fair walk on 0, 1, 2. *)
Definition fair (k j : nat) : R :=
  match j with 0%N => 0 | 1%N => if k is 0%N then 0 else / 2 | _ => if (j == 2)%N then 1 else 0 end.

Example T31_ruin_inhabited : ltac:(conditions_of (@T31_ruin)).
Proof.
exists 2%N, (fun=> / 2), fair, 1%N; do 3 (split; first by [|move=> *; lra]).
split=> //; split=> //; split; first by case=> [|[|j]].
by split=> // k [|[|j]] //= _; case: k => [|k] /=; lra.
Qed.

Example T31_one_vote_inhabited : ltac:(conditions_of (@T31_one_vote)).
Proof. by exists (fun=> 1), 3%N. Qed.

Definition leading : nat -> 'I_3 -> R := single 1 first ranked.

Example T32_labels_stay_inhabited : ltac:(conditions_of (@T32_labels_stay)).
Proof. by exists [finType of 'I_3], 1, leading, first, 8%N, 3%N; ranked_met. Qed.

Example T32_labels_always_stay_inhabited : ltac:(conditions_of (@T32_labels_always_stay)).
Proof. by exists [finType of 'I_3], 1, leading, first, 8%N; ranked_met. Qed.

(* ------------------------------------------------------------------------ *)
(* The population of MetSteps.v: V = 51/800 > 0 > M = -4/105, pass@1 below the
   label accuracy, and every problem solvable.                                *)

Definition crowd0 (i : bool) : bool -> R := coin (first_mass i).

Lemma crowd0_policy i : policy (crowd0 i).
Proof. exact: (crowd_start 1 i). Qed.

Example T35_steps_inhabited : ltac:(conditions_of (@T35_steps)).
Proof.
exists [finType of bool], [finType of bool], weight, crowd0, (fun=> true), id.
have gt0 i a : 0 < crowd0 i a by case: (crowd0_policy i) => + _; exact.
have sum1 i : \big[Rplus/0]_(a : bool) crowd0 i a = 1 by case: (crowd0_policy i).
split=> //; split=> //; exists 1, (crowd 1), 3%N; split; first lra.
by [].
Qed.

Example T35_moments_inhabited : ltac:(conditions_of (@T35_moments)).
Proof.
exists [finType of bool], [finType of bool], weight, crowd0, (fun=> true), id.
have gt0 i a : 0 < crowd0 i a by case: (crowd0_policy i) => + _; exact.
have sum1 i : \big[Rplus/0]_(a : bool) crowd0 i a = 1 by case: (crowd0_policy i).
by [].
Qed.

Example T35_shape_inhabited : ltac:(conditions_of (@T35_shape)).
Proof.
exists [finType of bool], [finType of bool], weight, crowd0, (fun=> true), id.
have gt0 i a : 0 < crowd0 i a by case: (crowd0_policy i) => + _; exact.
have sum1 i : \big[Rplus/0]_(a : bool) crowd0 i a = 1 by case: (crowd0_policy i).
split; first by case; rewrite /weight; lra.
split=> //; split=> //; exists (7 / 10); split; first lra.
by split; [exact: (crowd_right 1)|split; first exact: (crowd_wrong 1)].
Qed.

Example T36_peak_inhabited : ltac:(conditions_of (@T36_peak)).
Proof.
exists [finType of bool], weight, crowd0, (fun=> true), id, (3 / 4), (21 / 40).
have gt0 i a : 0 < crowd0 i a by case: (crowd0_policy i) => + _; exact.
have sum1 i : \big[Rplus/0]_(a : bool) crowd0 i a = 1 by case: (crowd0_policy i).
split=> //; split=> //; split; first by move=> i <-.
split; first by case.
by do 2 (split; first lra); rewrite !sum_bool /= /weight; lra.
Qed.

Example T38_ceiling_inhabited : ltac:(conditions_of (@T38_ceiling)).
Proof.
exists [finType of bool], [finType of bool], weight, (fun i => [set i]), (fun=> true), 1, (crowd 1), 8%N.
by split; first lra; split; [exact: crowd_gt0|split; first exact: crowd_sum1].
Qed.

Example T38_crossover_inhabited : ltac:(conditions_of (@T38_crossover)).
Proof.
exists [finType of bool], [finType of bool], weight, (fun i => [set i]), (fun=> true).
have gt0 i a : 0 < crowd0 i a by case: (crowd0_policy i) => + _; exact.
have sum1 i : \big[Rplus/0]_(a : bool) crowd0 i a = 1 by case: (crowd0_policy i).
by split; [case; rewrite /weight; lra|exists crowd0].
Qed.

Example T45_verdicts_end_inhabited : ltac:(conditions_of (@T45_verdicts_end)).
Proof.
exists [finType of 'I_3], 1, ranked, ranked, (toward ranked), first, second; ranked_met.
by case=> [[|[|[|j]]] j_lt] //= _ _; rewrite /ranked /third /=; lra.
Qed.

Example T44_transfer_inhabited : ltac:(conditions_of (@T44_transfer)).
Proof.
exists 1, (single 1 true start), 10%N; met; rewrite /single /= /start /coin; lra.
Qed.

Example T47_power_not_temperature_inhabited : ltac:(conditions_of (@T47_power_not_temperature)).
Proof. by []. Qed.

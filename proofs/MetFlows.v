(* Something meets the conditions of each theorem of AuditFlows.v and of
   AuditObjectives.v; see MetSteps.v.

   one_moves          == two logits, of which one moves and the other rests
   chance_of          == the chance of T4ii for a policy that does not learn     *)

From Coq Require Import ZArith Reals Lra.
From mathcomp Require Import ssreflect ssrfun ssrbool eqtype ssrnat seq choice.
From mathcomp Require Import fintype finfun bigop finset.
From Coquelicot Require Import Coquelicot.
From Sharpening Require Import Sums Policy Odds Gibbs Comonotone Counterexamples Order Flows Slopes Gradient.
From Sharpening Require Import Likelihood Clocks Solutions Examples Instances Inhabited Conditions.
From Sharpening Require Import AuditFlows AuditObjectives MetSteps MetRewards.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Open Scope R_scope.

Example T10_unique_inhabited : ltac:(conditions_of (@T10_unique)).
Proof. by []. Qed.

Example T10_solutions_inhabited : ltac:(conditions_of (@T10_solutions)).
Proof. by []. Qed.

Example T10_gradient_vote_inhabited : ltac:(conditions_of (@T10_gradient_vote)).
Proof. by []. Qed.

Example T10_gradient_log_inhabited : ltac:(conditions_of (@T10_gradient_log)).
Proof.
have [L [L0 L']] := @gradient_log_solution 1 ltac:(lra).
by exists L; split; [exact: L'|split=> //; rewrite L0; lra].
Qed.

Example T10_gradient_probability_inhabited : ltac:(conditions_of (@T10_gradient_probability)).
Proof.
have [L [L0 L']] := @gradient_probability_solution 1 ltac:(lra).
by exists L; split; [exact: L'|exists 0].
Qed.

Example T11_mass_law_inhabited : ltac:(conditions_of (@T11_mass_law)).
Proof.
have [th [flow _]] := gradient_flow_exists; exists [finType of bool], [set true], th.
by split; [exact: flow|exists 0].
Qed.

Example T12_invariants_inhabited : ltac:(conditions_of (@T12_invariants)).
Proof.
have [th [flow _]] := gradient_flow_exists; exists [finType of bool], [set true], th.
by split; [exact: flow|exists true, true, true, 0].
Qed.

Example T12_limit_inhabited : ltac:(conditions_of (@T12_limit)).
Proof.
have [th [flow _]] := gradient_flow_exists; exists [finType of bool], [set true], th.
split; first exact: flow; exists true, false; rewrite !inE; split=> //; split=> //; split=> //.
by move=> a; rewrite !inE => /eqP ->.
Qed.

Example T44_strategies_inhabited : ltac:(conditions_of (@T44_strategies)).
Proof.
have [th [flow _]] := gradient_flow_exists; exists th; split=> // s t.
by have := flow s t; rewrite /pull /vote /mass sum_set1 in_set1.
Qed.

(* One logit moves, the other rests. *)
Definition one_moves (a : bool) (u : R) : R := if a then u else 0.

Lemma one_moves' (t : R) a : is_derive (one_moves a) t (if a then 1 else 0).
Proof. by case: a; [exact: is_derive_id|exact: is_derive_const]. Qed.

Example T16a_entropy_gradient_inhabited : ltac:(conditions_of (@T16a_entropy_gradient)).
Proof. by exists [finType of bool], one_moves, (fun a => if a then 1 else 0), 0; split; first exact: one_moves'. Qed.

Example T23_entropy_gradient_inhabited : ltac:(conditions_of (@T23_entropy_gradient)).
Proof. by exists [finType of bool], one_moves, (fun a => if a then 1 else 0), 0; split; first exact: one_moves'. Qed.

Example T23_certainty_gradient_inhabited : ltac:(conditions_of (@T23_certainty_gradient)).
Proof. by exists [finType of bool], one_moves, (fun a => if a then 1 else 0), 0; split; first exact: one_moves'. Qed.

Example T34_power_path_inhabited : ltac:(conditions_of (@T34_power_path)).
Proof. by exists [finType of 'I_3], ranked, second; ranked_met. Qed.

(* (40, 35, 25) out of 100. *)
Example T34_power_peak_inhabited : ltac:(conditions_of (@T34_power_peak)).
Proof.
have [[gt0 sum1] [above below]] := runner_up_powers.
by exists [finType of 'I_3], (third (40 / 100) (35 / 100) (25 / 100)), second, first; met.
Qed.

Example T34_probability_flow_inhabited : ltac:(conditions_of (@T34_probability_flow)).
Proof. by have [th [flow _]] := runner_up_climbs; exists [finType of 'I_3], th, second; met. Qed.

Example T34_flow_exists_inhabited : ltac:(conditions_of (@T34_flow_exists)).
Proof. by exists [finType of 'I_3], ranked, first. Qed.

Example T42_unique_inhabited : ltac:(conditions_of (@T42_unique)).
Proof. by exists 1, 1, 1; met. Qed.

Example T42_collapse_inhabited : ltac:(conditions_of (@T42_collapse)).
Proof.
have [b [start b']] := @shortcut_exists 1 1 1 ltac:(lra) ltac:(lra).
by exists 1, 1, 1, (/ 2), 0, b; met.
Qed.

Example T46_slope_at_fixed_point_inhabited : ltac:(conditions_of (@T46_slope_at_fixed_point)).
Proof.
have [ref [p [ref_in [p_in [fixed _]]]]] := stable_exists.
by exists 1, ref, p; do 3 (split; first by lra).
Qed.

Example T46_stability_inhabited : ltac:(conditions_of (@T46_stability)).
Proof.
have [ref [p [ref_in [p_in [fixed _]]]]] := unstable_exists.
by exists 1, ref, p; do 3 (split; first by lra).
Qed.

(* ------------------------------------------------------------------------ *)
(* AuditObjectives.v.                                                       *)

Example T8b_optimum_inhabited : ltac:(conditions_of (@T8b_optimum)).
Proof. by exists [finType of 'I_3], 1, 1, ranked, ranked, ranked, ranked, first; ranked_met. Qed.

Example T24_bounded_reward_inhabited : ltac:(conditions_of (@T24_bounded_reward)).
Proof. by exists [finType of 'I_3], ranked, first, last; ranked_met. Qed.

Example T37_calibrated_inhabited : ltac:(conditions_of (@T37_calibrated)).
Proof. by exists [finType of 'I_3], 1, following, following, ranked, first; ranked_met. Qed.

Example T16b_probability_inhabited : ltac:(conditions_of (@T16b_probability)).
Proof. by exists [finType of bool], one_moves, (fun a => if a then 1 else 0), 0; split; first exact: one_moves'. Qed.

Example T16c_length_inhabited : ltac:(conditions_of (@T16c_length)).
Proof.
exists [finType of bool], one_moves, (fun a => if a then 1 else 0), 0; split; first exact: one_moves'.
by exists (fun a : bool => if a then 1 else / 2).
Qed.

Example T16d_moving_reward_inhabited : ltac:(conditions_of (@T16d_moving_reward)).
Proof.
exists [finType of bool], one_moves, (fun a => if a then 1 else 0), 0; split; first exact: one_moves'.
by exists one_moves, (fun a => if a then 1 else 0); split; first exact: one_moves'.
Qed.

Example T16e_label_inhabited : ltac:(conditions_of (@T16e_label)).
Proof.
exists [finType of bool], one_moves, (fun a => if a then 1 else 0), 0; split; first exact: one_moves'.
by exists true.
Qed.

Example T7b_gradient_step_inhabited : ltac:(conditions_of (@T7b_gradient_step)).
Proof. by exists (fun=> 0), 1, 1. Qed.

Example T7b_safe_inhabited : ltac:(conditions_of (@T7b_safe)).
Proof. by exists 1, 1; met. Qed.

Example T13_rising_rewards_false_inhabited : ltac:(conditions_of (@T13_rising_rewards_false)).
Proof. by []. Qed.

(* The vote for the leading one of two answers. *)
Example T13_mode_kept_inhabited : ltac:(conditions_of (@T13_mode_kept)).
Proof.
have [th [flow leads]] := gradient_flow_exists.
have ahead t : 0 <= t -> softmax (fun b => th b t) false < softmax (fun b => th b t) true.
  move=> t_ge0; have Z_gt0 := softmax_sum_gt0 (fun b => th b t) true.
  by apply: Rmult_lt_compat_r; [exact: Rinv_0_lt_compat|apply: exp_increasing; exact: leads].
exists [finType of bool], th, (fun a => fun=> if a then 1 else 0), true; split; [|split; [|split=> //]].
- move=> a t.
  have mean : \big[Rplus/0]_(b : bool) (softmax (fun d => th d t) b * (if b then 1 else 0))
              = softmax (fun d => th d t) true by rewrite sum_bool; ring.
  by have := flow a t; rewrite /pull /vote /mass sum_set1 in_set1 -mean; case: a.
- move=> t [] [] t_ge0 //= le; try lra.
  by case: (Rlt_not_le _ _ (ahead t t_ge0) le).
- by case=> // _; exact: (ahead 0 (Rle_refl 0)).
Qed.

(* A policy that does not learn, on three answers. *)
Definition chance_of (N : nat) (m : 'I_3) (eps : R) : nat -> nat -> seq {ffun 'I_N -> 'I_3} -> R :=
  fix stays n j h := if n is n'.+1
    then \sum_(y : {ffun 'I_N -> 'I_3})
      (\big[Rmult/1]_(i < N) ranked (y i)
       * (if [forall z, (#|[set i | y i == z]| <= #|[set i | y i == m]|)%N]
          then / INR #|[set z | [forall t, (#|[set i | y i == t]| <= #|[set i | y i == z]|)%N]]| else 0)
       * stays n' (if Rle_dec eps (1 - ranked m) then j.-1 else j) (y :: h))
    else if j is 0%N then 1 else 0.

Example T4ii_labels_flip_inhabited : ltac:(conditions_of (@T4ii_labels_flip)).
Proof.
exists [finType of 'I_3], 8%N, first, (1 / 2), (fun=> ranked), (@chance_of 8 first (1 / 2)).
by ranked_met; move=> *; first [exact: ranked_gt0|exact: ranked_sum1].
Qed.

Example T28_small_votes_inhabited : ltac:(conditions_of (@T28_small_votes)).
Proof. by exists [finType of 'I_3], ranked, first; ranked_met. Qed.

Example T48_enough_draws_inhabited : ltac:(conditions_of (@T48_enough_draws)).
Proof.
exists [finType of 'I_3], ranked, first.
exists (Z.to_nat (up (ln (1 / (1 / 100)) / - ln (1 - ranked first)))), (1 / 100).
by ranked_met; [rewrite /ranked /third /=; lra|exact: enough].
Qed.
